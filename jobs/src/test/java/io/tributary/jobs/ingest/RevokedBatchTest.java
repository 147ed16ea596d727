package io.tributary.jobs.ingest;

import static io.tributary.jobs.ingest.Miners.ANN;
import static io.tributary.jobs.ingest.Miners.BOB;
import static io.tributary.jobs.ingest.Miners.NOW;
import static io.tributary.jobs.ingest.Miners.batch;
import static io.tributary.jobs.ingest.Miners.incoming;
import static io.tributary.jobs.ingest.Miners.post;
import static io.tributary.jobs.ingest.Miners.revocation;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.schemas.Reason;
import io.tributary.schemas.avro.Rejection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches that session keys signed, before and after their grants were revoked. */
class RevokedBatchTest {

  private static final LocalSigner SESSION = Miners.signer(50);
  private static final LocalSigner OTHER_SESSION = Miners.signer(51);

  private AdmitHarness harness;

  @BeforeEach
  void open() throws Exception {
    harness = AdmitHarness.open(Miners.READERS, null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static IncomingBatch granted(
      LocalSigner miner, LocalSigner session, long counter, Instant appendTime) {
    byte[] message =
        Miners.message(
            miner,
            session,
            Miners.grant(miner, session, Purpose.BATCH),
            counter,
            NOW,
            post(100 + counter));
    return incoming(miner, message, appendTime);
  }

  private void admitted(IncomingBatch batch) throws Exception {
    int before = harness.records().size();
    harness.process(batch);
    assertThat(harness.records()).hasSize(before + 1);
  }

  private void refused(AdmitHarness by, IncomingBatch batch, String detail) throws Exception {
    int before = by.rejections().size();
    int records = by.records().size();
    by.process(batch);
    assertThat(by.records()).hasSize(records);
    assertThat(by.rejections()).hasSize(before + 1);
    KafkaMessage message = by.rejections().get(before);
    Rejection rejection = AvroBytes.decode(Rejection.getClassSchema(), message.value());
    assertThat(rejection.getReason()).isEqualTo(Reason.BATCH_GRANT.name());
    assertThat(rejection.getDetail()).contains(detail);
  }

  @Test
  void theAppendTimesDecideToTheMillisecond() throws Exception {
    admitted(granted(ANN, SESSION, 1, NOW));
    harness.revoke(revocation(ANN, Optional.of(SESSION)), NOW);
    admitted(granted(ANN, SESSION, 2, NOW.minusMillis(1)));
    refused(harness, granted(ANN, SESSION, 3, NOW), "REVOKED: the hotkey revoked the grant at 20");
    refused(harness, granted(ANN, SESSION, 4, NOW.plusSeconds(60)), "REVOKED");
    harness.assertCounts(4, 2, 2, 0);
  }

  @Test
  void otherKeysMinersAndTheHotkeyItselfGoOn() throws Exception {
    harness.revoke(revocation(ANN, Optional.of(SESSION)), NOW.minusSeconds(1));
    admitted(granted(ANN, OTHER_SESSION, 1, NOW));
    admitted(granted(BOB, SESSION, 1, NOW));
    admitted(batch(ANN, 7, post(7)));
    harness.revoke(revocation(BOB, Optional.empty()), NOW.minusSeconds(1));
    refused(harness, granted(BOB, SESSION, 2, NOW), "REVOKED");
    admitted(batch(BOB, 7, post(8)));
  }

  @Test
  void aLaterCopyOfARevocationMovesNothing() throws Exception {
    harness.revoke(revocation(ANN, Optional.of(SESSION)), NOW);
    harness.revoke(revocation(ANN, Optional.of(SESSION)), NOW.plusSeconds(100));
    refused(harness, granted(ANN, SESSION, 1, NOW.plusSeconds(1)), "REVOKED");
    harness.revoke(revocation(ANN, Optional.of(SESSION)), NOW.minusSeconds(100));
    refused(harness, granted(ANN, SESSION, 1, NOW.minusSeconds(1)), "REVOKED");
  }

  @Test
  void aRevokedSessionLeavesNoTrace() throws Exception {
    harness.revoke(revocation(ANN, Optional.of(SESSION)), NOW);
    refused(harness, granted(ANN, SESSION, 1, NOW), "REVOKED");
    assertThat(harness.stateEntries()).isZero();
  }

  @Test
  void aGrantForAccessNeverServesBatches() throws Exception {
    byte[] message =
        Miners.message(ANN, SESSION, Miners.grant(ANN, SESSION, Purpose.ACCESS), 1, NOW, post(100));
    refused(harness, incoming(ANN, message, NOW), "WRONG_PURPOSE");
  }

  @Test
  void revocationsAreRestored() throws Exception {
    harness.revoke(revocation(ANN, Optional.of(SESSION)), NOW);
    IncomingBatch before = granted(ANN, SESSION, 1, NOW.minusSeconds(1));
    admitted(before);
    try (AdmitHarness restored = AdmitHarness.open(Miners.READERS, harness.snapshot())) {
      refused(restored, granted(ANN, SESSION, 2, NOW), "REVOKED");
      restored.process(before);
      restored.assertCounts(3, 1, 1, 1);
    }
  }

  @Test
  void beyondTheBoundTheyAreIgnored() throws Exception {
    for (int i = 0; i < 300; i++) {
      harness.revoke(revocation(ANN, Optional.of(Miners.signer(i))), NOW);
    }
    refused(harness, granted(ANN, SESSION, 1, NOW), "REVOKED");
    admitted(batch(ANN, 7, post(7)));
  }

  /** A snapshot of the release that knew no revocations: its windows and counts go on. */
  @Test
  void stateOfVersionOneIsRestored(@TempDir Path folder) throws Exception {
    Path copy = folder.resolve("state");
    try (var in = RevokedBatchTest.class.getResourceAsStream("admit-state-v1.bin")) {
      Files.copy(in, copy);
    }
    OperatorSubtaskState state = OperatorSnapshotUtil.readStateHandle(copy.toString());
    try (AdmitHarness restored = AdmitHarness.open(Miners.READERS, state)) {
      assertThat(restored.stateEntries()).isEqualTo(2);
      restored.assertCounts(3, 3, 1, 0);
      restored.process(batch(ANN, 1, post(100)));
      restored.process(batch(BOB, 7, post(101), post(102)));
      assertThat(restored.records()).isEmpty();
      restored.assertCounts(5, 3, 1, 2);
      restored.revoke(revocation(ANN, Optional.of(SESSION)), NOW);
      refused(restored, granted(ANN, SESSION, 2, NOW), "REVOKED");
    }
  }
}
