package io.tributary.hotkey.chain;

import java.util.Objects;

/**
 * The last block that a node knows to be final: it and what is below it stay. Immutable.
 *
 * @param hash of the block
 * @param number of the block, counted from the genesis block's 0
 */
public record FinalizedHead(BlockHash hash, long number) {

  /**
   * @throws IllegalArgumentException if the number is negative
   */
  public FinalizedHead {
    Objects.requireNonNull(hash, "hash");
    if (number < 0) {
      throw new IllegalArgumentException("a block's number is 0 or more, not " + number);
    }
  }

  @Override
  public String toString() {
    return "#" + number + " " + hash;
  }
}
