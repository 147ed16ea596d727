package io.tributary.connectors.store;

/** Why a store did not do what it was asked: the one vocabulary for all stores. */
public enum StoreFailure {
  /** Too many requests; says nothing about this one. Worth another try, later. */
  THROTTLED(true),
  /** The store failed, did not answer in time or its answer was lost. Worth another try. */
  UNAVAILABLE(true),
  /** The credentials have ended, or the store no longer knows them. Fetch new ones. */
  EXPIRED(false),
  /** The credentials do not allow this. */
  DENIED(false),
  /** No such object, upload or bucket. */
  NOT_FOUND(false),
  /** Another write to the same key is under way, or the upload is in another state. */
  CONFLICT(false),
  /** The key has an object already. */
  EXISTS(false),
  /** The parts are not those that were staged: this upload can never be completed. */
  PARTS_LOST(false),
  /** The store finds the request itself wrong: trying again cannot help. */
  BAD_REQUEST(false),
  /** The store lacks what is needed. */
  UNSUPPORTED(false),
  /** The file to be uploaded cannot be read. */
  LOCAL_FILE(false),
  /** The calling thread was interrupted. */
  INTERRUPTED(false);

  private final boolean transientFailure;

  StoreFailure(boolean transientFailure) {
    this.transientFailure = transientFailure;
  }

  /** Whether the same request, sent again later with the same credentials, may succeed. */
  public boolean isTransient() {
    return transientFailure;
  }
}
