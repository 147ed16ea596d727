package io.tributary.hotkey.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** Bytes of this release's forms, kept so that later releases read them. */
class BatchGoldenTest {

  @Test
  void aKeptMessageIsStillRead() throws Exception {
    BatchReader reader = BatchFixture.reader();
    VerifiedBatch batch =
        reader.verify(BatchFixture.key(), bytes("signed-batch-1.bin"), BatchFixture.NOW);

    assertThat(batch.hotkey()).isEqualTo(BatchFixture.MINER.hotkey());
    assertThat(batch.stream()).isEqualTo(BatchFixture.STREAM);
    assertThat(batch.counter()).isEqualTo(41);
    assertThat(batch.createdAt()).isEqualTo(BatchFixture.NOW);
    assertThat(reader.records(batch)).isEqualTo(BatchFixture.records(2));
    assertThat(VerifiedBatch.fromBytes(bytes("verified-batch-1.bin"))).isEqualTo(batch);
  }

  @Test
  void aKeptReplayWindowIsStillRead() throws Exception {
    ReplayWindow window = ReplayWindow.fromBytes(bytes("replay-window-1.bin"));

    assertThat(window).isEqualTo(window());
    assertThat(window().toBytes()).isEqualTo(bytes("replay-window-1.bin"));
    assertThat(window.decide(BatchFixture.verified(5, 1), BatchFixture.NOW))
        .isEqualTo(ReplayDecision.RESEND);
  }

  static ReplayWindow window() {
    return ReplayWindow.empty()
        .record(BatchFixture.verified(5, 1), BatchFixture.NOW)
        .record(BatchFixture.verified(300, 2), BatchFixture.NOW.plusSeconds(60));
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = BatchGoldenTest.class.getResourceAsStream("/vectors/" + name)) {
      return in.readAllBytes();
    }
  }
}
