package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.BufferKey;
import java.util.HashSet;
import java.util.Set;

/**
 * Which keys may be staged after a failure. A key that failed waits under a single timer, however
 * many generations it has; after that one file at a time is tried until one gets through, so that a
 * refused miner costs one encoded file a delay and not one a generation. Only the task's thread may
 * call this.
 */
final class StagingRetries {

  private final Set<BufferKey> failing = new HashSet<>();
  private final Set<BufferKey> delayed = new HashSet<>();

  /** Takes note of a failure; whether the caller must set the key's timer. */
  boolean failed(BufferKey key) {
    failing.add(key);
    return delayed.add(key);
  }

  /** Takes note that the key's timer has fired; the caller then tries it. */
  void due(BufferKey key) {
    delayed.remove(key);
  }

  /** Takes note of a success; whether the key has been held back, so that the caller tries it. */
  boolean succeeded(BufferKey key) {
    return failing.remove(key);
  }

  /**
   * Whether a generation of the key may be staged now. If not, {@link #due} or the outcome that is
   * awaited leads to another try.
   *
   * @param staging whether a file of the key is on its way
   */
  boolean mayStage(BufferKey key, boolean staging) {
    return !delayed.contains(key) && !(staging && failing.contains(key));
  }

  /** Whether the last file of the key that was tried could not be staged. */
  boolean isFailing(BufferKey key) {
    return failing.contains(key);
  }

  /** Whether a timer is still to fire. */
  boolean pending() {
    return !delayed.isEmpty();
  }
}
