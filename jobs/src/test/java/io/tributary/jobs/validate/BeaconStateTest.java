package io.tributary.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.beacon.BeaconBlock;
import io.tributary.hotkey.chain.BlockHash;
import io.tributary.lake.epoch.EpochSchedule;
import org.junit.jupiter.api.Test;

class BeaconStateTest {

  private static final BlockHash HASH = new BlockHash("0x" + "1".repeat(64));

  private static boolean isInTime(long finalized, EpochSchedule schedule) {
    return BeaconState.START
        .with(new BeaconBlock(schedule.freezeBlock(2), HASH, finalized), schedule)
        .isInTimeFor(2, schedule, -1);
  }

  @Test
  void whatIsFrozenWhenItsSeedMayBeKnownIsNotInTime() {
    EpochSchedule schedule = new EpochSchedule(360, 30);

    assertThat(isInTime(720, schedule)).isTrue();
    assertThat(isInTime(742, schedule)).isTrue();
    assertThat(isInTime(743, schedule)).isFalse();
    assertThat(isInTime(750, schedule)).isFalse();
    assertThat(isInTime(122, new EpochSchedule(60, 3))).isTrue();
    assertThat(isInTime(123, new EpochSchedule(60, 3))).isFalse();
  }
}
