package io.tributary.jobs.validate;

import io.tributary.hotkey.chain.ChainException;

/** Tells how far the chain is. Implementations are thread-safe. */
@FunctionalInterface
public interface ChainHead {

  /**
   * The number of the last block that is final by now.
   *
   * @throws ChainException if no node answers
   */
  long finalized() throws ChainException;
}
