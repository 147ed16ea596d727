package io.tributary.connectors.beacon;

import io.tributary.hotkey.chain.BlockHash;
import java.util.Objects;

/**
 * A final block of the chain. Immutable.
 *
 * @param number of the block
 * @param hash of the block
 * @param finalized number of the last block that was final when this one was read; more than {@code
 *     number} where blocks are caught up with
 */
public record BeaconBlock(long number, BlockHash hash, long finalized) {

  /**
   * @throws IllegalArgumentException if the block would not be final
   */
  public BeaconBlock {
    Objects.requireNonNull(hash, "hash");
    if (number < 0 || finalized < number) {
      throw new IllegalArgumentException(
          "block " + number + " is not final where block " + finalized + " is the last");
    }
  }
}
