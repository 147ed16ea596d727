package io.tributary.lake.set;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.proof.FuzzBounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Any freezes and any messages, put together to a set: one or a reason, whatever the topics hold.
 */
class SetRebuildFuzzTest {

  private static final Duration SOON = Duration.ofSeconds(2);
  private static final long MOST_BYTES = 64 << 20;
  private static final int MOST = 1 << 20;

  /** An array of freezes, then messages with their offsets and times. */
  @FuzzTest
  void rebuilds(byte[] bytes) throws Exception {
    FuzzBounds.within(SOON, MOST_BYTES, () -> rebuild(new WireReader(bytes)));
  }

  private static void rebuild(WireReader reader) {
    try {
      List<Freeze> freezes = new ArrayList<>();
      for (int left = reader.choice(4) + 1; left > 0; left--) {
        freezes.add(Freeze.decode(reader.bytes(MOST)));
      }
      SetRebuild rebuild;
      try {
        rebuild = new SetRebuild(freezes);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessage("a freeze that names no records");
        return;
      }
      for (int left = reader.choice(64); left > 0; left--) {
        rebuild.take(
            reader.number(),
            Instant.ofEpochMilli(reader.number()),
            CommittedFile.decode(reader.bytes(MOST)));
      }
      SetRebuild.Rebuilt rebuilt = rebuild.build();
      assertThat(rebuilt.withoutVersion()).hasSizeLessThanOrEqualTo(rebuilt.set().size());
      assertThat(rebuilt.set().merkleRoot().size()).isEqualTo(32);
      assertThat(rebuild.leftOut(Instant.MAX)).isNotNegative();
    } catch (MalformedBytesException e) {
      assertThat(e).message().isNotBlank();
    }
  }
}
