package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.BufferKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which buffers of a subtask are blocked: one is from when its files fail while the rows that wait
 * reach the limit, until fewer than half of it wait.
 *
 * <p>Remembers nothing beyond a restart, and need not: a buffer between the two bounds stays what
 * it was published to be. Told by the task's thread, asked by any.
 */
final class WaitingBuffers {

  private final long limitBytes;

  /** Buffers in which half of the limit or more waits; with a value, blocked. */
  private final Map<BufferKey, Optional<BlockedBuffer>> waiting = new ConcurrentHashMap<>();

  /**
   * @param limitBytes of rows in one buffer that wait for their files to be staged
   */
  WaitingBuffers(long limitBytes) {
    if (limitBytes < 1) {
      throw new IllegalArgumentException("a buffer needs room for rows, not " + limitBytes);
    }
    this.limitBytes = limitBytes;
  }

  /**
   * Takes note of how much waits.
   *
   * @param failing whether the last file of the buffer that was tried could not be staged
   * @return whether there is something to publish
   */
  boolean note(BufferKey buffer, long waitingBytes, boolean failing, long nowMillis) {
    if (waitingBytes < limitBytes - limitBytes / 2) {
      Optional<BlockedBuffer> before = waiting.remove(buffer);
      return before != null && before.isPresent();
    }
    if (failing && waitingBytes >= limitBytes && !isBlocked(buffer)) {
      waiting.put(buffer, Optional.of(new BlockedBuffer(nowMillis, waitingBytes)));
      return true;
    }
    waiting.putIfAbsent(buffer, Optional.empty());
    return false;
  }

  private boolean isBlocked(BufferKey buffer) {
    Optional<BlockedBuffer> known = waiting.get(buffer);
    return known != null && known.isPresent();
  }

  /** The buffers that are blocked, and why. */
  Map<BufferKey, BlockedBuffer> blocked() {
    Map<BufferKey, BlockedBuffer> blocked = new HashMap<>();
    waiting.forEach((buffer, why) -> why.ifPresent(full -> blocked.put(buffer, full)));
    return blocked;
  }

  /** Whether a buffer, if it is published as blocked, is to be taken back. */
  boolean isFree(BufferKey buffer) {
    return !waiting.containsKey(buffer);
  }
}
