package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.sink.BufferKey;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitingBuffersTest {

  private static final BufferKey ANN = SinkRows.key(1);
  private static final BufferKey BOB = SinkRows.key(2);

  private final WaitingBuffers buffers = new WaitingBuffers(100);

  @Test
  void aBufferIsBlockedFromTheLimitOnOnceAndFreeBelowHalfOfIt() {
    assertThat(buffers.note(ANN, 99, true, 1)).isFalse();
    assertThat(buffers.blocked()).isEmpty();
    assertThat(buffers.note(ANN, 100, true, 2)).isTrue();
    assertThat(buffers.note(ANN, 150, true, 3)).isFalse();
    assertThat(buffers.blocked()).isEqualTo(Map.of(ANN, new BlockedBuffer(2, 100)));
    assertThat(buffers.note(ANN, 50, false, 4)).isFalse();
    assertThat(buffers.blocked()).containsOnlyKeys(ANN);
    assertThat(buffers.isFree(ANN)).isFalse();
    assertThat(buffers.note(ANN, 49, false, 5)).isTrue();
    assertThat(buffers.blocked()).isEmpty();
    assertThat(buffers.isFree(ANN)).isTrue();
  }

  @Test
  void whoseFilesGetThroughIsNotBlockedHoweverMuchWaits() {
    assertThat(buffers.note(ANN, 10_000, false, 1)).isFalse();
    assertThat(buffers.blocked()).isEmpty();
    assertThat(buffers.note(ANN, 10_000, true, 2)).isTrue();
  }

  /** After a restore nobody knows yet whether files fail: what was published stands meanwhile. */
  @Test
  void betweenTheBoundsABufferIsNeitherBlockedNorFree() {
    assertThat(buffers.note(ANN, 60, false, 1)).isFalse();
    assertThat(buffers.blocked()).isEmpty();
    assertThat(buffers.isFree(ANN)).isFalse();
    assertThat(buffers.isFree(BOB)).isTrue();
    assertThat(buffers.note(ANN, 0, false, 2)).as("nothing was published here").isFalse();
    assertThat(buffers.isFree(ANN)).isTrue();
  }

  @Test
  void aLimitIsPositive() {
    assertThatThrownBy(() -> new WaitingBuffers(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a buffer needs room for rows, not 0");
    WaitingBuffers one = new WaitingBuffers(1);
    assertThat(one.note(ANN, 1, true, 1)).isTrue();
    assertThat(one.note(ANN, 0, true, 2)).isTrue();
  }
}
