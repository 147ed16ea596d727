package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.sink.StoreOutage;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What one subtask says back to those who read batches: which of its buffers are full, and that
 * nobody's files can be staged. Told by the task's thread; says it on a thread of its own.
 */
final class SinkFeedback implements AutoCloseable {

  private static final Duration OUTAGE_PATIENCE = Duration.ofSeconds(15);

  private final WaitingBuffers waiting;
  private final OutageWatch outage = new OutageWatch(OUTAGE_PATIENCE);
  private final BlockedLog.Factory log;

  /** Null before the start, and if nobody is told. */
  private BlockedPublisher publisher;

  /**
   * @param maxBytesPerBuffer of rows in one buffer that wait for their files to be staged
   * @param log where it is said, or null if nobody is told
   */
  SinkFeedback(long maxBytesPerBuffer, BlockedLog.Factory log) {
    this.waiting = new WaitingBuffers(maxBytesPerBuffer);
    this.log = log;
  }

  /**
   * Says it from now on. What was noted before is known to the first word.
   *
   * @param own whether a buffer is this subtask's; asked by another thread
   */
  void start(Predicate<BufferKey> own) {
    if (log != null) {
      publisher = new BlockedPublisher(log, waiting, own, outage::isOutage);
      publisher.start(StoreOutage.INTERVAL);
    }
  }

  /**
   * Takes note of how much of a buffer waits.
   *
   * @param failing whether its last file that was tried could not be staged
   */
  void waiting(BufferKey key, long bytes, boolean failing, long nowMillis) {
    tellIf(waiting.note(key, bytes, failing, nowMillis));
  }

  /** A file was staged. */
  void succeeded() {
    outage.succeeded();
  }

  /**
   * A file could not be staged.
   *
   * @param anybodys whether a file of any other miner would have failed as well
   */
  void failed(BufferKey key, boolean anybodys, long nowMillis) {
    tellIf(outage.failed(key, anybodys, nowMillis));
  }

  private void tellIf(boolean changed) {
    if (changed && publisher != null) {
      publisher.changed();
    }
  }

  /** How many buffers are full and failing. */
  int blocked() {
    return waiting.blocked().size();
  }

  /** Whether nobody's files can be staged, as far as the last one tells. */
  boolean isOutage() {
    return outage.isOutage();
  }

  @Override
  public void close() {
    if (publisher != null) {
      publisher.close();
    }
  }
}
