package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.ParkReason;

/**
 * How an attempt to commit a file ended.
 *
 * @param ending committed now, found committed, or parked
 * @param reason why it is parked; null otherwise
 */
record CommitResult(Ending ending, ParkReason reason) {

  enum Ending {
    COMMITTED,
    ALREADY_COMMITTED,
    PARKED
  }

  static final CommitResult COMMITTED = new CommitResult(Ending.COMMITTED, null);
  static final CommitResult ALREADY_COMMITTED = new CommitResult(Ending.ALREADY_COMMITTED, null);

  static CommitResult parked(ParkReason reason) {
    return new CommitResult(Ending.PARKED, reason);
  }
}
