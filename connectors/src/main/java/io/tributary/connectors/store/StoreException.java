package io.tributary.connectors.store;

import java.util.Objects;

/**
 * A store did not do what it was asked.
 *
 * <p>The message names the action, the key, the HTTP status and the store's error code, and nothing
 * that was secret: no credentials, tokens, signatures or URLs. The cause is not kept, since an
 * SDK's messages hold such things.
 */
public final class StoreException extends Exception {

  private static final long serialVersionUID = 1L;

  private final StoreFailure failure;

  /** A failure of this kind. The message must be free of secrets. */
  public StoreException(StoreFailure failure, String message) {
    super(failure + ": " + message);
    this.failure = Objects.requireNonNull(failure, "failure");
  }

  /** What kind of failure this is. */
  public StoreFailure failure() {
    return failure;
  }
}
