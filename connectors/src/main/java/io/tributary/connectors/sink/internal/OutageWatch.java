package io.tributary.connectors.sink.internal;

import java.time.Duration;

/**
 * Tells an outage of the store, of the authentication service or of this machine's disk from a
 * miner that is refused: for some time no file of anybody could be staged, and it was not for the
 * miners that it failed. Told by the task's thread, asked by any.
 */
final class OutageWatch {

  private final long patienceMillis;
  private boolean failing;
  private long failingSinceMillis;
  private volatile boolean outage;

  /**
   * @param patience how long nothing but failures makes an outage
   */
  OutageWatch(Duration patience) {
    this.patienceMillis = patience.toMillis();
  }

  /** A file was staged. */
  void succeeded() {
    failing = false;
    outage = false;
  }

  /**
   * A file could not be staged.
   *
   * @param anybodys whether a file of any other miner would have failed as well
   * @return whether an outage has just been found
   */
  boolean failed(boolean anybodys, long nowMillis) {
    if (!anybodys) {
      return false;
    }
    if (!failing) {
      failing = true;
      failingSinceMillis = nowMillis;
    }
    boolean before = outage;
    outage = nowMillis - failingSinceMillis >= patienceMillis;
    return outage && !before;
  }

  /** Whether there is one, as far as the last file tells. */
  boolean isOutage() {
    return outage;
  }
}
