package io.tributary.lake.replay;

import io.tributary.hotkey.chain.BlockHash;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the chain says of an epoch's two blocks; empty where it was not asked or does not know.
 *
 * @param freezeBlock hash of the block at which the epoch is frozen
 * @param seedBlock hash of the block that seeds its draw
 * @param seedTime the time that the seed block states
 */
public record ChainFacts(
    Optional<BlockHash> freezeBlock, Optional<BlockHash> seedBlock, Optional<Instant> seedTime) {

  /** The chain was not asked. */
  public static final ChainFacts NONE =
      new ChainFacts(Optional.empty(), Optional.empty(), Optional.empty());

  /** Checks that all is there. */
  public ChainFacts {
    Objects.requireNonNull(freezeBlock, "freezeBlock");
    Objects.requireNonNull(seedBlock, "seedBlock");
    Objects.requireNonNull(seedTime, "seedTime");
  }
}
