package io.tributary.lake.epoch;

/**
 * When epochs are frozen and drawn: epoch k is frozen at block k · {@code epochBlocks}, and its
 * seed comes from the block {@code delayBlocks} later. Fixed for a deployment, so that a validator
 * cannot choose either block. Immutable.
 *
 * @param epochBlocks blocks from one freeze to the next
 * @param delayBlocks blocks from a freeze to its seed, at least 1 and at most {@code epochBlocks}
 */
public record EpochSchedule(long epochBlocks, long delayBlocks) {

  /** Block numbers of the chain have 32 bits. */
  private static final long MOST_BLOCK = 0xFFFF_FFFFL;

  /**
   * @throws IllegalArgumentException if a number is out of bounds
   */
  public EpochSchedule {
    if (epochBlocks < 1 || epochBlocks > MOST_BLOCK) {
      throw new IllegalArgumentException(
          "an epoch has 1 to " + MOST_BLOCK + " blocks, not " + epochBlocks);
    }
    if (delayBlocks < 1 || delayBlocks > epochBlocks) {
      throw new IllegalArgumentException(
          "a seed comes 1 to " + epochBlocks + " blocks after its freeze, not " + delayBlocks);
    }
  }

  /** The epoch that a block belongs to: the last one frozen at it or before it. */
  public long epochAt(long block) {
    if (block < 0 || block > MOST_BLOCK) {
      throw new IllegalArgumentException("no number of a block: " + block);
    }
    return block / epochBlocks;
  }

  /**
   * The block at which an epoch is frozen.
   *
   * @throws IllegalArgumentException if the chain cannot have the epoch's blocks
   */
  public long freezeBlock(long epoch) {
    if (epoch < 0 || epoch > (MOST_BLOCK - delayBlocks) / epochBlocks) {
      throw new IllegalArgumentException("no number of an epoch: " + epoch);
    }
    return epoch * epochBlocks;
  }

  /**
   * The block whose hash seeds an epoch's draw.
   *
   * @throws IllegalArgumentException if the chain cannot have the epoch's blocks
   */
  public long seedBlock(long epoch) {
    return freezeBlock(epoch) + delayBlocks;
  }
}
