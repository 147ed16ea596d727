package io.tributary.jobs.ingest;

import static io.tributary.jobs.ingest.Miners.ANN;
import static io.tributary.jobs.ingest.Miners.AUDIENCE;
import static io.tributary.jobs.ingest.Miners.NOW;
import static io.tributary.jobs.ingest.Miners.batch;
import static io.tributary.jobs.ingest.Miners.incoming;
import static io.tributary.jobs.ingest.Miners.message;
import static io.tributary.jobs.ingest.Miners.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.hotkey.batch.BatchLimits;
import io.tributary.hotkey.batch.BatchReader;
import io.tributary.hotkey.registry.RegistryUnavailableException;
import io.tributary.schemas.Reason;
import io.tributary.schemas.avro.Rejection;
import io.tributary.schemas.avro.RejectionKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmitBatchFunctionTest {

  private AdmitHarness harness;

  @BeforeEach
  void open() throws Exception {
    harness = AdmitHarness.open(Miners.READERS, null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void anAdmittedBatchIsUnpackedInOrderWithPositions() throws Exception {
    harness.process(batch(ANN, 1, post(100), post(101)));
    List<CandidateRecord> records = harness.records();
    assertThat(records).extracting(CandidateRecord::record).containsExactly(post(100), post(101));
    assertThat(records).extracting(CandidateRecord::hotkey).containsOnly(ANN.hotkey());
    assertThat(records)
        .extracting(CandidateRecord::position)
        .containsExactly(
            new RecordPosition(Miners.TOPIC, 3, 77, 0, NOW.toEpochMilli()),
            new RecordPosition(Miners.TOPIC, 3, 77, 1, NOW.toEpochMilli()));
    // The replay window and the usage.
    assertThat(harness.stateEntries()).isEqualTo(2);
    harness.assertCounts(1, 2, 0, 0);
  }

  @Test
  void aResendIsPassedOverAndCounted() throws Exception {
    harness.process(batch(ANN, 1, post(100)));
    harness.process(batch(ANN, 1, post(100)));
    assertThat(harness.records()).hasSize(1);
    assertThat(harness.rejections()).isEmpty();
    harness.assertCounts(2, 1, 0, 1);
  }

  @Test
  void afterARestoreAReplayIsAResend() throws Exception {
    harness.process(batch(ANN, 1, post(100)));
    OperatorSubtaskState snapshot = harness.snapshot();
    try (AdmitHarness restored = AdmitHarness.open(Miners.READERS, snapshot)) {
      restored.process(batch(ANN, 1, post(100)));
      assertThat(restored.records()).isEmpty();
      restored.assertCounts(2, 1, 0, 1);
    }
  }

  @Test
  void aResendThatAnOutageDelayedIsStillAResend() throws Exception {
    harness.process(batch(ANN, 1, post(100)));
    // Sent again after two days less a little, and reached a week later.
    Instant reached = NOW.plus(Duration.ofDays(9)).minusSeconds(1);
    harness.setTime(reached);
    harness.process(
        incoming(ANN, message(ANN, AUDIENCE, 1, NOW, post(100)), NOW.plusSeconds(80_000)));
    assertThat(harness.records()).hasSize(1);
  }

  @Test
  void theWindowIsForgottenWhenNoResendCanComeAnyMore() throws Exception {
    harness.process(batch(ANN, 1, post(100)));
    Instant later = NOW.plus(Miners.RULES.windowTimeToLive());
    harness.setTime(later);
    harness.process(incoming(ANN, message(ANN, AUDIENCE, 1, later, post(100)), later));
    assertThat(harness.records()).hasSize(2);
  }

  @Test
  void equivocationIsRefused() throws Exception {
    harness.process(batch(ANN, 1, post(100)));
    assertRefused(Reason.BATCH_EQUIVOCATION, batch(ANN, 1, post(101)), "counter 1");
    assertThat(harness.records()).hasSize(1);
  }

  @Test
  void whatProvesNothingMakesNoState() throws Exception {
    byte[] good = message(ANN, AUDIENCE, 1, NOW, post(100));
    byte[] forged = good.clone();
    forged[forged.length - 40] ^= 1;
    byte[] key = Miners.ascii(ANN.hotkey().address());
    byte[] longKey = new byte[1 << 20];
    System.arraycopy(key, 0, longKey, 0, key.length);
    assertRefused(Reason.BATCH_SIGNATURE, incoming(key, forged, NOW), "");
    assertRefused(Reason.BATCH_MALFORMED, incoming(key, null, NOW), "no value");
    assertRefused(Reason.BATCH_MALFORMED, incoming(key, new byte[0], NOW), "");
    assertRefused(Reason.BATCH_MALFORMED, incoming(key, new byte[] {1, 2, 3}, NOW), "");
    assertRefused(Reason.BATCH_KEY_MISMATCH, incoming((byte[]) null, good, NOW), "key");
    assertRefused(Reason.BATCH_KEY_MISMATCH, incoming(new byte[0], good, NOW), "key");
    assertRefused(Reason.BATCH_KEY_MISMATCH, incoming(longKey, good, NOW), "key");
    assertRefused(Reason.BATCH_KEY_MISMATCH, incoming(new byte[] {-1, 0, -128}, good, NOW), "key");
    assertRefused(Reason.BATCH_KEY_MISMATCH, incoming(Miners.BOB, good, NOW), "key");
    assertRefused(
        Reason.BATCH_AUDIENCE,
        incoming(ANN, message(ANN, "other", 1, NOW, post(1)), NOW),
        AUDIENCE);
    assertRefused(Reason.BATCH_STALE, incoming(ANN, good, NOW.minus(Duration.ofDays(2))), "24 h");
    assertRefused(Reason.NOT_REGISTERED, batch(Miners.STRANGER, 1, post(100)), "not registered");
    assertThat(harness.records()).isEmpty();
    assertThat(harness.stateEntries()).isZero();
    harness.assertCounts(12, 0, 12, 0);
  }

  @Test
  void aHotkeyThatIsNoAddressIsRefusedAndStopsNothing() throws Exception {
    for (String hotkey : new String[] {"", "x", "5".repeat(48), "é".repeat(24)}) {
      IncomingBatch hostile = incoming(Miners.ascii(hotkey), HostileBatch.ofHotkey(hotkey), NOW);
      assertRefused(Reason.BATCH_MALFORMED, hostile, "no address");
    }
    assertThat(harness.stateEntries()).isZero();
  }

  @Test
  void aProvenSenderOfWhatCannotBeUnpackedLeavesNoTrace() throws Exception {
    byte[] zeros = new byte[100_000];
    assertRefused(
        Reason.BATCH_BOMB, incoming(ANN, HostileBatch.signed(ANN, 1, 100, zeros), NOW), "unpack");
    assertRefused(
        Reason.BATCH_RECORDS,
        incoming(ANN, HostileBatch.signed(ANN, 10_001, 100_000, zeros), NOW),
        "10001 records");
    assertRefused(
        Reason.BATCH_RECORDS,
        incoming(ANN, HostileBatch.signed(ANN, 1, 100_000, zeros), NOW),
        "after");
    assertRefused(
        Reason.BATCH_TOO_LARGE,
        incoming(ANN, HostileBatch.signed(ANN, 1, (8 << 20) + 1, zeros), NOW),
        "8388609");
    assertThat(harness.stateEntries()).isZero();
    harness.process(batch(ANN, 1, post(100)));
    assertThat(harness.records()).hasSize(1);
  }

  @Test
  void aRefusedBatchGoesByteForByteOrByDigest() throws Exception {
    byte[] largest = new byte[900 * 1024];
    Rejection whole = refuse(incoming(ANN, largest, NOW));
    assertThat(whole.getBatch().array()).isEqualTo(largest);
    assertThat(whole.getDigest().array()).isEqualTo(HostileBatch.sha256(largest));
    byte[] larger = new byte[900 * 1024 + 1];
    Rejection digest = refuse(incoming(ANN, larger, NOW));
    assertThat(digest.getBatch()).isNull();
    assertThat(digest.getDigest().array()).isEqualTo(HostileBatch.sha256(larger));
    assertThat(digest.getSizeBytes()).isEqualTo(larger.length);
    assertThat(digest.getKind()).isEqualTo(RejectionKind.BATCH);
    assertThat(digest.getHotkey()).isEqualTo(ANN.hotkey().address());
    assertThat(digest.getTopic()).isEqualTo(Miners.TOPIC);
    assertThat(digest.getPartition()).isEqualTo(3);
    assertThat(digest.getOffset()).isEqualTo(77);
    assertThat(digest.getIndex()).isNull();
    assertThat(digest.getAppendTimeMillis()).isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void aRegistryThatDoesNotAnswerStopsTheTaskAndRefusesNothing() throws Exception {
    BatchReaderFactory unavailable =
        () ->
            new BatchReader(
                AUDIENCE,
                Miners.NETUID,
                hotkey -> {
                  throw new RegistryUnavailableException("the registry rests", null);
                },
                BatchLimits.DEFAULT);
    try (AdmitHarness blind = AdmitHarness.open(unavailable, null)) {
      assertThatThrownBy(() -> blind.process(batch(ANN, 1, post(100))))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessage("the registry rests");
      assertThat(blind.rejections()).isEmpty();
      assertThat(blind.stateEntries()).isZero();
    }
  }

  @Test
  void aClockThatIsBehindStopsTheTask() throws Exception {
    harness.setTime(NOW.minus(Duration.ofHours(12)));
    harness.process(batch(ANN, 1, post(100)));
    harness.setTime(NOW.minus(Duration.ofHours(12)).minusMillis(1));
    assertThatThrownBy(() -> harness.process(batch(ANN, 2, post(100))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("clock is PT12H0.001S behind the broker's, more than the PT12H")
        .hasMessageContaining("set the clock right");
  }

  private void assertRefused(Reason reason, IncomingBatch refused, String detail) throws Exception {
    Rejection rejection = refuse(refused);
    assertThat(rejection.getReason()).isEqualTo(reason.name());
    assertThat(rejection.getDetail()).contains(detail);
    byte[] value = refused.value() == null ? new byte[0] : refused.value();
    assertThat(rejection.getBatch().array()).isEqualTo(value);
  }

  private Rejection refuse(IncomingBatch refused) throws Exception {
    int before = harness.rejections().size();
    harness.process(refused);
    List<KafkaMessage> messages = harness.rejections();
    assertThat(messages).hasSize(before + 1);
    KafkaMessage last = messages.get(before);
    assertThat(last.value().length).isLessThanOrEqualTo(RejectionMessages.MOST_MESSAGE_BYTES);
    Rejection rejection = AvroBytes.decode(Rejection.getClassSchema(), last.value());
    assertThat(last.reason()).isEqualTo(rejection.getReason());
    assertThat(new String(last.key(), StandardCharsets.UTF_8)).isEqualTo(rejection.getHotkey());
    return rejection;
  }
}
