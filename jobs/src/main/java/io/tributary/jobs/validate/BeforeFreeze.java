package io.tributary.jobs.validate;

import io.tributary.hotkey.chain.ChainException;
import io.tributary.schemas.Hotkey;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is asked before a miner is frozen: its objects, and then how far the chain is. Blocks come
 * to a task when it takes them, which may be late; the chain itself says whether a seed can be
 * known. Not thread-safe.
 *
 * @param listed what the store shows
 * @param finalized the last block that may be final: if the chain does not answer, any
 */
record BeforeFreeze(ListedMiner listed, long finalized) {

  private static final Logger LOG = LoggerFactory.getLogger(BeforeFreeze.class);

  /** Asks both, as long as that takes. */
  static BeforeFreeze ask(
      ValidationServices.Opened services, Hotkey miner, Instant from, Instant to)
      throws InterruptedException {
    ListedMiner listed =
        services.listing().isPresent()
            ? ListedMiner.ask(services.listing().get(), miner, from, to)
            : ListedMiner.unasked();
    return new BeforeFreeze(listed, finalized(services));
  }

  private static long finalized(ValidationServices.Opened services) {
    try {
      return services.head().isPresent() ? services.head().get().finalized() : -1;
    } catch (ChainException e) {
      LOG.warn("The chain does not say how far it is: {}", e.getMessage());
      return Long.MAX_VALUE;
    }
  }
}
