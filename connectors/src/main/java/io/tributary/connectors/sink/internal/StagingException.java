package io.tributary.connectors.sink.internal;

import io.tributary.connectors.credentials.AuthUnavailableException;
import io.tributary.connectors.store.StoreException;
import io.tributary.connectors.store.StoreFailure;

/**
 * A file could not be staged now. Nothing is lost: its rows stay in state and are staged again. The
 * message holds no secret.
 */
public final class StagingException extends Exception {

  private static final long serialVersionUID = 1L;

  public StagingException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether a file of any other miner would have failed as well. */
  boolean isAnybodys() {
    if (getCause() instanceof StoreException store) {
      return store.failure().isTransient() || store.failure() == StoreFailure.LOCAL_FILE;
    }
    return getCause() instanceof AuthUnavailableException auth && !auth.isOfOneMiner();
  }
}
