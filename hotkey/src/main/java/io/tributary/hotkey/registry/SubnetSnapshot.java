package io.tributary.hotkey.registry;

import io.tributary.hotkey.chain.FinalizedHead;
import io.tributary.schemas.Hotkey;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All registrations of a subnet at one finalized block. Immutable.
 *
 * @param head the block
 * @param blockTime when the block was made, by its own word, if it says so
 * @param registrations by hotkey
 */
record SubnetSnapshot(
    FinalizedHead head, Optional<Instant> blockTime, Map<Hotkey, Registration> registrations) {

  SubnetSnapshot {
    Objects.requireNonNull(head, "head");
    Objects.requireNonNull(blockTime, "blockTime");
    registrations = Map.copyOf(registrations);
  }
}
