package io.tributary.jobs.ingest;

import static io.tributary.jobs.ingest.Miners.ANN;
import static io.tributary.jobs.ingest.Miners.BOB;
import static io.tributary.jobs.ingest.Miners.NOW;
import static io.tributary.jobs.ingest.Miners.batch;
import static io.tributary.jobs.ingest.Miners.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.sink.BufferKey;
import io.tributary.schemas.Reason;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.avro.Rejection;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of miners of whom the sink says that a buffer is full. */
class BlockedMinerTest {

  private static final BufferKey ANNS_X = new BufferKey(SourceId.X, ANN.hotkey(), 0);
  private static final BufferKey ANNS_REDDIT = new BufferKey(SourceId.REDDIT, ANN.hotkey(), 3);
  private static final String SINCE_NOON = "since 2026-11-22T12:00:00Z the buffer is full";

  private AdmitHarness harness;

  @BeforeEach
  void open() throws Exception {
    harness = AdmitHarness.open(Miners.READERS, null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static void admitted(AdmitHarness by, IncomingBatch batch) throws Exception {
    int before = by.records().size();
    by.process(batch);
    assertThat(by.records()).hasSize(before + 1);
  }

  private static void refused(AdmitHarness by, IncomingBatch batch) throws Exception {
    int before = by.rejections().size();
    int records = by.records().size();
    by.process(batch);
    assertThat(by.records()).hasSize(records);
    assertThat(by.rejections()).hasSize(before + 1);
    Rejection rejection =
        AvroBytes.decode(Rejection.getClassSchema(), by.rejections().get(before).value());
    assertThat(rejection.getReason()).isEqualTo(Reason.MINER_BLOCKED.name());
    assertThat(rejection.getDetail()).startsWith(SINCE_NOON);
    assertThat(rejection.getBatch().array()).isEqualTo(batch.value());
  }

  @Test
  void aBlockedMinerIsRefusedAndNobodyElse() throws Exception {
    admitted(harness, batch(ANN, 1, post(1)));
    harness.block(ANNS_X, true, NOW);
    refused(harness, batch(ANN, 2, post(2)));
    admitted(harness, batch(BOB, 1, post(3)));
    harness.block(ANNS_X, false, NOW.plusSeconds(1));
    // The very batch that was refused: it has left no trace.
    admitted(harness, batch(ANN, 2, post(2)));
    harness.assertCounts(4, 3, 1, 0);
  }

  @Test
  void aResendOfWhatWasAdmittedIsPassedOver() throws Exception {
    admitted(harness, batch(ANN, 1, post(1)));
    harness.block(ANNS_X, true, NOW);
    harness.process(batch(ANN, 1, post(1)));
    assertThat(harness.rejections()).isEmpty();
    harness.assertCounts(2, 1, 0, 1);
  }

  @Test
  void aMinerIsBlockedAsLongAsOneOfItsBuffersIs() throws Exception {
    harness.block(ANNS_X, true, NOW);
    harness.block(ANNS_REDDIT, true, NOW.plusSeconds(5));
    harness.block(ANNS_X, true, NOW.plusSeconds(9));
    refused(harness, batch(ANN, 1, post(1)));
    harness.block(ANNS_REDDIT, false, NOW.plusSeconds(10));
    refused(harness, batch(ANN, 1, post(1)));
    harness.block(ANNS_X, false, NOW.plusSeconds(11));
    admitted(harness, batch(ANN, 1, post(1)));
    harness.block(ANNS_X, false, NOW.plusSeconds(12));
    admitted(harness, batch(ANN, 2, post(2)));
  }

  @Test
  void blocksAreRestoredAndCountOnlyWhereTheyAreObeyed() throws Exception {
    harness.block(ANNS_X, true, NOW);
    OperatorSubtaskState snapshot = harness.snapshot();
    try (AdmitHarness restored = AdmitHarness.open(Miners.READERS, snapshot)) {
      refused(restored, batch(ANN, 1, post(1)));
    }
    try (AdmitHarness heedless = AdmitHarness.openWithoutBlocks(snapshot)) {
      admitted(heedless, batch(ANN, 1, post(1)));
    }
  }

  /** A snapshot of a release that knew no blocks. */
  @Test
  void stateOfVersionOneBlocksNobody(@TempDir Path folder) throws Exception {
    Path copy = folder.resolve("state");
    try (var in = BlockedMinerTest.class.getResourceAsStream("admit-state-v1.bin")) {
      Files.copy(in, copy);
    }
    OperatorSubtaskState state = OperatorSnapshotUtil.readStateHandle(copy.toString());
    try (AdmitHarness restored = AdmitHarness.open(Miners.READERS, state)) {
      admitted(restored, batch(ANN, 2, post(2)));
      restored.block(ANNS_X, true, NOW);
      refused(restored, batch(ANN, 3, post(3)));
    }
  }
}
