package io.tributary.lake.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EpochScheduleTest {

  @Test
  void anEpochIsFrozenAtItsFirstBlockAndSeededLater() {
    EpochSchedule schedule = new EpochSchedule(300, 25);
    assertThat(schedule.freezeBlock(7)).isEqualTo(2100);
    assertThat(schedule.seedBlock(7)).isEqualTo(2125);
    assertThat(schedule.epochAt(2099)).isEqualTo(6);
    assertThat(schedule.epochAt(2100)).isEqualTo(7);
  }

  @Test
  void whatNoChainHasIsRefused() {
    assertThatThrownBy(() -> new EpochSchedule(0, 1)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> new EpochSchedule(10, 11))
        .hasMessage("a seed comes 1 to 10 blocks after its freeze, not 11");
    assertThatThrownBy(() -> new EpochSchedule(10, 0)).hasMessageContaining("not 0");
    EpochSchedule schedule = new EpochSchedule(10, 10);
    assertThatThrownBy(() -> schedule.freezeBlock(-1)).hasMessage("no number of an epoch: -1");
    assertThatThrownBy(() -> schedule.seedBlock(429_496_729L))
        .hasMessage("no number of an epoch: 429496729");
    assertThatThrownBy(() -> schedule.epochAt(1L << 32)).hasMessageContaining("4294967296");
  }

  @Property
  void everyBlockBelongsToTheEpochFrozenLast(
      @ForAll @IntRange(min = 1, max = 10_000) int blocks, @ForAll @IntRange(min = 0) int block) {
    EpochSchedule schedule = new EpochSchedule(blocks, 1);
    long epoch = schedule.epochAt(block);
    assertThat(schedule.freezeBlock(epoch)).isLessThanOrEqualTo(block);
    assertThat(schedule.freezeBlock(epoch + 1)).isGreaterThan(block);
  }
}
