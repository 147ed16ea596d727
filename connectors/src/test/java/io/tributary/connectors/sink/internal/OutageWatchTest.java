package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutageWatchTest {

  private final OutageWatch watch = new OutageWatch(Duration.ofMillis(100));

  @Test
  void nothingButFailuresForSomeTimeIsOne() {
    assertThat(watch.failed(true, 1_000)).isFalse();
    assertThat(watch.failed(true, 1_099)).isFalse();
    assertThat(watch.isOutage()).isFalse();
    assertThat(watch.failed(true, 1_100)).isTrue();
    assertThat(watch.failed(true, 1_101)).as("known already").isFalse();
    assertThat(watch.isOutage()).isTrue();
    watch.succeeded();
    assertThat(watch.isOutage()).isFalse();
    assertThat(watch.failed(true, 2_000)).as("the time starts anew").isFalse();
  }

  @Test
  void aRefusedMinerIsNone() {
    assertThat(watch.failed(false, 0)).isFalse();
    assertThat(watch.failed(false, 1_000)).isFalse();
    assertThat(watch.failed(true, 1_001)).isFalse();
    assertThat(watch.failed(false, 5_000)).isFalse();
    assertThat(watch.isOutage()).isFalse();
  }
}
