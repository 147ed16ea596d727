package io.tributary.jobs.ingest;

import static io.tributary.jobs.ingest.Miners.ANN;
import static io.tributary.jobs.ingest.Miners.AUDIENCE;
import static io.tributary.jobs.ingest.Miners.BOB;
import static io.tributary.jobs.ingest.Miners.NOW;
import static io.tributary.jobs.ingest.Miners.batch;
import static io.tributary.jobs.ingest.Miners.incoming;
import static io.tributary.jobs.ingest.Miners.message;
import static io.tributary.jobs.ingest.Miners.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.hotkey.batch.BatchReader;
import io.tributary.schemas.Reason;
import io.tributary.schemas.avro.Rejection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of miners who may send only so much. */
class QuotaTest {

  private static final long NO_LIMIT = MinerQuota.NO_LIMIT;
  private static final MinerQuota FOUR_A_DAY = new MinerQuota(4, NO_LIMIT, NO_LIMIT, NO_LIMIT);
  private static final MinerQuota FOUR = new MinerQuota(NO_LIMIT, NO_LIMIT, 4, NO_LIMIT);

  private static AdmitHarness open(MinerQuota quota, OperatorSubtaskState snapshot)
      throws Exception {
    IngestRules rules =
        new IngestRules(
            Miners.RULES.records(), Miners.RULES.maxLag(), Miners.RULES.margin(), quota);
    return AdmitHarness.open(Miners.READERS, rules, snapshot);
  }

  private static void admitted(AdmitHarness by, IncomingBatch batch) throws Exception {
    int refused = by.rejections().size();
    int before = by.records().size();
    by.process(batch);
    assertThat(by.records()).hasSizeGreaterThan(before);
    assertThat(by.rejections()).hasSize(refused);
  }

  private static void refused(AdmitHarness by, IncomingBatch batch, String detail)
      throws Exception {
    int before = by.rejections().size();
    int records = by.records().size();
    by.process(batch);
    assertThat(by.records()).hasSize(records);
    assertThat(by.rejections()).hasSize(before + 1);
    Rejection rejection =
        AvroBytes.decode(Rejection.getClassSchema(), by.rejections().get(before).value());
    assertThat(rejection.getReason()).isEqualTo(Reason.QUOTA_EXCEEDED.name());
    assertThat(rejection.getDetail()).isEqualTo(detail);
    assertThat(rejection.getBatch().array()).isEqualTo(batch.value());
  }

  /** A batch that was created and appended at this time, and is read then. */
  private static IncomingBatch at(Instant time, long counter, int firstPost) {
    return incoming(
        ANN, message(ANN, AUDIENCE, counter, time, post(firstPost), post(firstPost + 1)), time);
  }

  @Test
  void theLastRecordFitsAndOneMoreDoesNot() throws Exception {
    try (AdmitHarness harness = open(FOUR_A_DAY, null)) {
      admitted(harness, batch(ANN, 1, post(1), post(2), post(3)));
      refused(
          harness,
          batch(ANN, 2, post(4), post(5)),
          "quota-records-per-day is 4; 3 were admitted on 2026-11-22, this batch has 2");
      admitted(harness, batch(ANN, 3, post(6)));
      refused(
          harness,
          batch(ANN, 4, post(7)),
          "quota-records-per-day is 4; 4 were admitted on 2026-11-22, this batch has 1");
      harness.assertCounts(4, 4, 2, 0);
    }
  }

  @Test
  void bytesAreThoseOfTheUnpackedRecords() throws Exception {
    IncomingBatch two = batch(ANN, 1, post(1), post(2));
    long bytes;
    try (BatchReader reader = Miners.READERS.open()) {
      bytes = reader.verify(two.key(), two.value(), NOW).uncompressedSizeBytes();
    }
    assertThat(bytes).isGreaterThan(600);
    try (AdmitHarness exact = open(new MinerQuota(9, bytes, 9, bytes), null)) {
      admitted(exact, two);
    }
    try (AdmitHarness less = open(new MinerQuota(9, bytes - 1, 9, 9_999), null)) {
      refused(
          less,
          two,
          "quota-bytes-per-day is "
              + (bytes - 1)
              + "; 0 were admitted on 2026-11-22, this batch has "
              + bytes);
      assertThat(less.stateEntries()).as("a refused batch leaves no trace").isZero();
    }
  }

  @Test
  void theNextDayTheSameBatchIsTaken() throws Exception {
    Instant evening = Instant.parse("2026-11-22T23:59:59.999Z");
    Instant midnight = evening.plusMillis(1);
    try (AdmitHarness harness = open(FOUR_A_DAY, null)) {
      harness.setTime(midnight);
      admitted(harness, at(evening, 1, 1));
      admitted(harness, at(evening, 2, 3));
      byte[] value = message(ANN, AUDIENCE, 3, evening, post(5), post(6));
      refused(
          harness,
          incoming(ANN, value, evening),
          "quota-records-per-day is 4; 4 were admitted on 2026-11-22, this batch has 2");
      admitted(harness, incoming(ANN, value, midnight));
      // Reached late, it counts to the day of its append.
      refused(
          harness,
          at(evening, 4, 7),
          "quota-records-per-day is 4; 4 were admitted on 2026-11-22, this batch has 2");
      admitted(harness, at(midnight, 5, 9));
      harness.assertCounts(6, 8, 2, 0);
    }
  }

  @Test
  void resendsCountNeitherTwiceNorAsRefused() throws Exception {
    try (AdmitHarness harness = open(FOUR_A_DAY, null)) {
      IncomingBatch first = batch(ANN, 1, post(1), post(2));
      admitted(harness, first);
      harness.process(first);
      harness.process(first);
      admitted(harness, batch(ANN, 2, post(3), post(4)));
      harness.process(first);
      assertThat(harness.rejections()).isEmpty();
      harness.assertCounts(5, 4, 0, 3);
    }
  }

  @Test
  void oneMinersUsageIsNoOthers() throws Exception {
    try (AdmitHarness harness = open(FOUR, null)) {
      admitted(harness, batch(ANN, 1, post(1), post(2), post(3), post(4)));
      refused(
          harness,
          batch(ANN, 2, post(5)),
          "quota-records is 4; 4 were admitted in all, this batch has 1");
      admitted(harness, batch(BOB, 1, post(1), post(2), post(3), post(4)));
    }
  }

  @Test
  void whatCannotBeUnpackedUsesNothing() throws Exception {
    try (AdmitHarness harness = open(FOUR, null)) {
      harness.process(incoming(ANN, HostileBatch.signed(ANN, 4, 100, new byte[100]), NOW));
      assertThat(harness.stateEntries()).isZero();
      admitted(harness, batch(ANN, 1, post(1), post(2), post(3), post(4)));
    }
  }

  @Test
  void usageIsRestoredAndCountsWithoutAQuotaToo() throws Exception {
    OperatorSubtaskState snapshot;
    try (AdmitHarness unlimited = AdmitHarness.open(Miners.READERS, null)) {
      admitted(unlimited, batch(ANN, 1, post(1), post(2), post(3)));
      snapshot = unlimited.snapshot();
    }
    try (AdmitHarness harness = open(FOUR, snapshot)) {
      harness.setTime(NOW.plus(Duration.ofDays(400)));
      Instant later = NOW.plus(Duration.ofDays(400));
      refused(
          harness, at(later, 2, 4), "quota-records is 4; 3 were admitted in all, this batch has 2");
      admitted(harness, incoming(ANN, message(ANN, AUDIENCE, 3, later, post(6)), later));
    }
  }

  /** A snapshot of a release that counted no usage. */
  @Test
  void stateOfVersionOneStartsAtNothing(@TempDir Path folder) throws Exception {
    Path copy = folder.resolve("state");
    try (var in = QuotaTest.class.getResourceAsStream("admit-state-v1.bin")) {
      Files.copy(in, copy);
    }
    try (AdmitHarness harness = open(FOUR, OperatorSnapshotUtil.readStateHandle(copy.toString()))) {
      admitted(harness, batch(ANN, 2, post(1), post(2), post(3), post(4)));
      refused(
          harness,
          batch(ANN, 3, post(5)),
          "quota-records is 4; 4 were admitted in all, this batch has 1");
    }
  }
}
