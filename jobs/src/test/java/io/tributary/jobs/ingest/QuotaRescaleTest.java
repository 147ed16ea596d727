package io.tributary.jobs.ingest;

import static io.tributary.jobs.ingest.Miners.AUDIENCE;
import static io.tributary.jobs.ingest.Miners.NOW;
import static io.tributary.jobs.ingest.Miners.incoming;
import static io.tributary.jobs.ingest.Miners.message;
import static io.tributary.jobs.ingest.Miners.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.schemas.Reason;
import io.tributary.schemas.avro.MinerRecord;
import io.tributary.schemas.avro.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What was admitted of each miner counts to the record, at whatever parallelism. */
class QuotaRescaleTest {

  private static final long NO_LIMIT = MinerQuota.NO_LIMIT;
  private static final int MINERS = 20;
  private static final List<LocalSigner> SIGNERS =
      IntStream.rangeClosed(1, MINERS).mapToObj(Miners::signer).toList();

  /** Ten records a day, and thirteen in all. */
  private static final IngestRules RULES =
      new IngestRules(
          Miners.RULES.records(),
          Miners.RULES.maxLag(),
          Miners.RULES.margin(),
          new MinerQuota(10, NO_LIMIT, 13, NO_LIMIT));

  private static IncomingBatch batch(LocalSigner miner, long counter, int records, Instant at) {
    MinerRecord[] posts = new MinerRecord[records];
    for (int i = 0; i < records; i++) {
      posts[i] = post(counter * 100 + i);
    }
    return incoming(miner, message(miner, AUDIENCE, counter, at, posts), at);
  }

  /** Each miner sends one of as many records; so many of them are admitted in all. */
  private static void send(AdmitGroup to, long counter, int records, int admitted)
      throws Exception {
    send(to, counter, records, admitted, NOW);
  }

  private static void send(AdmitGroup to, long counter, int records, int admitted, Instant at)
      throws Exception {
    int before = to.records();
    for (LocalSigner miner : SIGNERS) {
      to.process(batch(miner, counter, records, at));
    }
    assertThat(to.records() - before).isEqualTo(admitted);
  }

  private static void assertRefused(AdmitGroup by, String... details) throws Exception {
    List<KafkaMessage> rejections = by.rejections();
    assertThat(rejections).hasSize(MINERS * details.length);
    for (String detail : details) {
      int found = 0;
      for (KafkaMessage message : rejections) {
        Rejection rejection = AvroBytes.decode(Rejection.getClassSchema(), message.value());
        assertThat(rejection.getReason()).isEqualTo(Reason.QUOTA_EXCEEDED.name());
        found += rejection.getDetail().equals(detail) ? 1 : 0;
      }
      assertThat(found).as(detail).isEqualTo(MINERS);
    }
  }

  @Test
  void usageIsExactFromOneToThreeToTwo() throws Exception {
    OperatorSubtaskState state;
    try (AdmitGroup one = AdmitGroup.open(RULES, null, 1, 1)) {
      send(one, 1, 3, 3 * MINERS);
      state = one.snapshot();
      // Lost with the crash that follows, and read again after it.
      send(one, 2, 4, 4 * MINERS);
    }
    try (AdmitGroup three = AdmitGroup.open(RULES, state, 1, 3)) {
      send(three, 2, 4, 4 * MINERS);
      assertThat(three.busy()).isEqualTo(3);
      send(three, 1, 3, 0);
      assertThat(three.rejections()).as("a resend uses nothing").isEmpty();
      send(three, 3, 4, 0);
      assertRefused(
          three, "quota-records-per-day is 10; 7 were admitted on 2026-11-22, this batch has 4");
      state = three.snapshot();
    }
    try (AdmitGroup two = AdmitGroup.open(RULES, state, 3, 2)) {
      send(two, 4, 3, 3 * MINERS);
      assertThat(two.busy()).isEqualTo(2);
      send(two, 5, 1, 0);
      Instant nextDay = NOW.plus(Duration.ofDays(1));
      two.setTime(nextDay);
      send(two, 6, 4, 0, nextDay);
      send(two, 7, 3, 3 * MINERS, nextDay);
      assertRefused(
          two,
          "quota-records-per-day is 10; 10 were admitted on 2026-11-22, this batch has 1",
          "quota-records is 13; 10 were admitted in all, this batch has 4");
      assertThat(two.counts())
          .isEqualTo(
              Map.of(
                  IngestCounts.BATCHES, 8L * MINERS,
                  IngestCounts.RECEIVED, 13L * MINERS,
                  IngestCounts.REFUSED_BATCHES, 3L * MINERS,
                  IngestCounts.RESENT_BATCHES, 1L * MINERS));
    }
  }
}
