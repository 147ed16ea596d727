package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.BufferKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells an outage of the store, of the authentication service or of this machine's disk from a
 * miner that is refused: for some time no file of anybody could be staged, and it was not for the
 * miners that it failed. Told by the task's thread, asked by any.
 *
 * <p>It is over with the first file that is staged, and also once all whose files failed are
 * refused for their own sake: while the input waits for the end of an outage, nobody else's files
 * come here that could show it.
 */
final class OutageWatch {

  private final long patienceMillis;

  /** Buffers whose last file failed as anybody's would have. */
  private final Set<BufferKey> failing = new HashSet<>();

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
    failing.clear();
    outage = false;
  }

  /**
   * A file could not be staged.
   *
   * @param anybodys whether a file of any other miner would have failed as well
   * @return whether an outage has just been found
   */
  boolean failed(BufferKey key, boolean anybodys, long nowMillis) {
    if (!anybodys) {
      failing.remove(key);
      if (failing.isEmpty()) {
        outage = false;
      }
      return false;
    }
    if (failing.isEmpty()) {
      failingSinceMillis = nowMillis;
    }
    failing.add(key);
    boolean before = outage;
    outage = nowMillis - failingSinceMillis >= patienceMillis;
    return outage && !before;
  }

  /** Whether there is one, as far as the last files tell. */
  boolean isOutage() {
    return outage;
  }
}
