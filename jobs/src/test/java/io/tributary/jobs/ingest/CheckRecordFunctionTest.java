package io.tributary.jobs.ingest;

import static io.tributary.jobs.ingest.Miners.NOW;
import static io.tributary.jobs.ingest.Miners.candidate;
import static io.tributary.jobs.ingest.Miners.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.batches.KafkaMessageCodec;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.schemas.ItemKey;
import io.tributary.schemas.Reason;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.avro.MinerRecord;
import io.tributary.schemas.avro.Rejection;
import io.tributary.schemas.avro.RejectionKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckRecordFunctionTest {

  private static final OutputTag<KafkaMessage> REJECTED =
      new OutputTag<>("rejected", CodecTypeInfo.of(new KafkaMessageCodec()));

  private OneInputStreamOperatorTestHarness<CandidateRecord, CheckedRow> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        ProcessFunctionTestHarnesses.forProcessFunction(
            new CheckRecordFunction(Miners.RULES, REJECTED));
    harness.setProcessingTime(NOW.toEpochMilli());
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aGoodRecordBecomesARowUnderItsItemsKey() throws Exception {
    CandidateRecord candidate = candidate(post(100), NOW);
    harness.processElement(candidate, 0);
    assertThat(harness.extractOutputValues()).hasSize(1);
    CheckedRow checked = harness.extractOutputValues().get(0);
    assertThat(checked.key()).isEqualTo(ItemKey.of("reddit:" + Long.toString(100, 36)));
    assertThat(checked.row().source()).isEqualTo(SourceId.REDDIT);
    assertThat(checked.row().hotkey()).isEqualTo(Miners.ANN.hotkey());
    assertThat(checked.position()).isEqualTo(candidate.position());
    assertThat(harness.getSideOutput(REJECTED)).isNull();
    assertThat(Counts.of(harness)).isEqualTo(Map.of(IngestCounts.REJECTED, 0L));
  }

  @Test
  void aBrokenRuleIsReportedWithTheRecordAsItWas() throws Exception {
    MinerRecord broken = post(100);
    broken.setUri("ftp://www.reddit.com/r/lakes/comments/2s/");
    broken.setContentSizeBytes(null);
    Rejection rejection = reject(candidate(broken, NOW));
    assertThat(rejection.getReason()).isEqualTo(Reason.MISSING_FIELD.name());
    assertThat(rejection.getDetail()).contains("content_size_bytes");
    assertThat(rejection.getKind()).isEqualTo(RejectionKind.RECORD);
    assertThat(rejection.getRecord()).isEqualTo(broken);
    assertThat(rejection.getDigest()).isNull();
    assertThat(rejection.getHotkey()).isEqualTo(Miners.ANN.hotkey().address());
    assertThat(rejection.getTopic()).isEqualTo(Miners.TOPIC);
    assertThat(rejection.getPartition()).isEqualTo(3);
    assertThat(rejection.getOffset()).isEqualTo(77);
    assertThat(rejection.getIndex()).isEqualTo(5);
    assertThat(rejection.getAppendTimeMillis()).isEqualTo(NOW.toEpochMilli());
    assertThat(rejection.getSizeBytes()).isEqualTo(broken.getContent().remaining());
    assertThat(harness.extractOutputValues()).isEmpty();
    assertThat(Counts.of(harness)).isEqualTo(Map.of(IngestCounts.REJECTED, 1L));
  }

  @Test
  void aRecordOfNothingIsRefusedToo() throws Exception {
    MinerRecord nothing = new MinerRecord(null, null, null, null, null, null);
    Rejection rejection = reject(candidate(nothing, NOW));
    assertThat(rejection.getReason()).isEqualTo(Reason.MISSING_FIELD.name());
    assertThat(rejection.getRecord()).isEqualTo(nothing);
  }

  @Test
  void afterTheLongestLagItIsTooLate() throws Exception {
    Instant edge = NOW.minus(Duration.ofDays(7));
    harness.processElement(candidate(post(100, edge), edge), 0);
    assertThat(harness.extractOutputValues()).hasSize(1);
    Instant late = edge.minusMillis(1);
    Rejection rejection = reject(candidate(post(101, late), late));
    assertThat(rejection.getReason()).isEqualTo(Reason.TOO_LATE.name());
    assertThat(rejection.getDetail())
        .isEqualTo("reached PT168H0.001S after its append, later than PT168H");
    assertThat(rejection.getRecord()).isEqualTo(post(101, late));
  }

  @Test
  void countsOutliveARestart() throws Exception {
    reject(candidate(new MinerRecord(null, null, null, null, null, null), NOW));
    var snapshot = harness.snapshot(1, 1);
    try (var restored =
        new OneInputStreamOperatorTestHarness<CandidateRecord, CheckedRow>(
            new ProcessOperator<>(new CheckRecordFunction(Miners.RULES, REJECTED)))) {
      restored.initializeState(snapshot);
      restored.open();
      assertThat(Counts.of(restored)).isEqualTo(Map.of(IngestCounts.REJECTED, 1L));
    }
  }

  private Rejection reject(CandidateRecord candidate) throws Exception {
    harness.processElement(candidate, 0);
    assertThat(harness.getSideOutput(REJECTED)).hasSize(1);
    KafkaMessage message = harness.getSideOutput(REJECTED).peek().getValue();
    Rejection rejection = AvroBytes.decode(Rejection.getClassSchema(), message.value());
    assertThat(message.reason()).isEqualTo(rejection.getReason());
    assertThat(message.key()).isEqualTo(Miners.ascii(Miners.ANN.hotkey().address()));
    return rejection;
  }
}
