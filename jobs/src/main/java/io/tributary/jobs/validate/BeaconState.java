package io.tributary.jobs.validate;

import io.tributary.connectors.beacon.BeaconBlock;
import io.tributary.hotkey.chain.BlockHash;
import io.tributary.lake.epoch.EpochSchedule;
import java.util.Objects;
import java.util.Optional;

/**
 * How far the beacon was followed. Immutable.
 *
 * @param number of the last block, -1 before the first
 * @param finalized number of the last block that is known to be final
 * @param epoch the last epoch whose freeze block came, -1 before the first
 * @param freezeBlockHash of that block, empty before the first
 */
record BeaconState(long number, long finalized, long epoch, Optional<BlockHash> freezeBlockHash) {

  static final BeaconState START = new BeaconState(-1, -1, -1, Optional.empty());

  BeaconState {
    Objects.requireNonNull(freezeBlockHash, "freezeBlockHash");
  }

  /** Whether a block is not the next one, but one that came before. */
  boolean knows(BeaconBlock block) {
    return block.number() <= number;
  }

  /**
   * With one more block.
   *
   * @throws IllegalStateException if it is not the next one: an epoch could be passed by unseen
   */
  BeaconState with(BeaconBlock block, EpochSchedule schedule) {
    if (number >= 0 && block.number() != number + 1) {
      throw new IllegalStateException(
          "block " + block.number() + " of the beacon came after block " + number);
    }
    long newest = Math.max(finalized, block.finalized());
    return freezes(block.number(), schedule)
        ? new BeaconState(
            block.number(), newest, schedule.epochAt(block.number()), Optional.of(block.hash()))
        : new BeaconState(block.number(), newest, epoch, freezeBlockHash);
  }

  static boolean freezes(long block, EpochSchedule schedule) {
    return block % schedule.epochBlocks() == 0;
  }

  /** The epoch that a block seeds, if it seeds one. */
  static Optional<Long> seeds(long block, EpochSchedule schedule) {
    long freeze = block - schedule.delayBlocks();
    return freeze >= 0 && freezes(freeze, schedule)
        ? Optional.of(schedule.epochAt(freeze))
        : Optional.empty();
  }

  /**
   * Whether an epoch can still be frozen: a freeze that is published once its seed block is known
   * proves nothing. Known it is before it is final, and a set takes a while to be listed and
   * published, so that the last quarter of the way to the seed is too late.
   *
   * @param told number of the last final block, if the chain was asked meanwhile
   */
  boolean isInTimeFor(long newEpoch, EpochSchedule schedule, long told) {
    long last = Math.max(finalized, told);
    return last < schedule.seedBlock(newEpoch) - schedule.delayBlocks() / 4;
  }
}
