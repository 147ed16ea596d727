package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.sink.BufferKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutageWatchTest {

  private static final BufferKey ANN = SinkRows.key(1);
  private static final BufferKey BOB = SinkRows.key(2);

  private final OutageWatch watch = new OutageWatch(Duration.ofMillis(100));

  @Test
  void nothingButFailuresForSomeTimeIsOne() {
    assertThat(watch.failed(ANN, true, 1_000)).isFalse();
    assertThat(watch.failed(ANN, true, 1_099)).isFalse();
    assertThat(watch.isOutage()).isFalse();
    assertThat(watch.failed(ANN, true, 1_100)).isTrue();
    assertThat(watch.failed(ANN, true, 1_101)).as("known already").isFalse();
    assertThat(watch.isOutage()).isTrue();
    watch.succeeded();
    assertThat(watch.isOutage()).isFalse();
    assertThat(watch.failed(ANN, true, 2_000)).as("the time starts anew").isFalse();
  }

  @Test
  void aRefusedMinerIsNone() {
    assertThat(watch.failed(ANN, false, 0)).isFalse();
    assertThat(watch.failed(ANN, false, 1_000)).isFalse();
    assertThat(watch.failed(ANN, true, 1_001)).isFalse();
    assertThat(watch.failed(ANN, false, 5_000)).isFalse();
    assertThat(watch.isOutage()).isFalse();
  }

  @Test
  void itIsOverOnceAllThatFailedAreRefused() {
    watch.failed(ANN, true, 0);
    watch.failed(BOB, true, 50);
    assertThat(watch.failed(BOB, true, 100)).isTrue();
    assertThat(watch.failed(ANN, false, 150)).isFalse();
    assertThat(watch.isOutage()).as("of another one it is not known").isTrue();
    assertThat(watch.failed(BOB, false, 200)).isFalse();
    assertThat(watch.isOutage()).isFalse();
    assertThat(watch.failed(BOB, true, 250)).as("the time starts anew").isFalse();
    assertThat(watch.failed(BOB, true, 350)).isTrue();
  }
}
