package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.BufferKey;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what is published of a subtask's buffers in line with what they are, on a thread of its
 * own: the task never waits for it. It looks again and again, so that what an attempt that failed,
 * a subtask before a restart or one that was thought dead has left behind is set right.
 */
final class BlockedPublisher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BlockedPublisher.class);

  private final BlockedLog.Factory logs;
  private final WaitingBuffers buffers;
  private final Predicate<BufferKey> own;
  private final BooleanSupplier outage;
  private final ScheduledExecutorService thread;
  private volatile boolean closing;
  private BlockedLog log;

  /**
   * @param logs opened on the publisher's thread, so that a task starts without it
   * @param buffers as they are
   * @param own whether a buffer is this subtask's
   * @param outage whether nobody's files can be staged now
   */
  BlockedPublisher(
      BlockedLog.Factory logs,
      WaitingBuffers buffers,
      Predicate<BufferKey> own,
      BooleanSupplier outage) {
    this.logs = logs;
    this.buffers = buffers;
    this.own = own;
    this.outage = outage;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "tributary-blocked");
              made.setDaemon(true);
              return made;
            });
  }

  /** Publishes from now on, at least once an interval. */
  // A run never throws, hence nothing is in its future.
  @SuppressWarnings("FutureReturnValueIgnored")
  void start(Duration interval) {
    thread.scheduleWithFixedDelay(this::publish, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Publishes soon. */
  void changed() {
    try {
      thread.execute(this::publish);
    } catch (RejectedExecutionException e) {
      LOG.debug("The task ends; its successor publishes what is blocked");
    }
  }

  private void publish() {
    if (closing) {
      return;
    }
    try {
      if (log == null) {
        log = logs.open();
      }
      if (outage.getAsBoolean()) {
        log.outage();
        LOG.warn("No file of anybody can be written now: the input is told to wait");
      }
      Set<BufferKey> published = log.poll();
      for (Map.Entry<BufferKey, BlockedBuffer> blocked : buffers.blocked().entrySet()) {
        if (!published.contains(blocked.getKey())) {
          log.block(blocked.getKey(), blocked.getValue());
          LOG.warn(
              "Blocked {}: {} bytes of its rows wait for files that cannot be staged",
              blocked.getKey(),
              blocked.getValue().waitingBytes());
        }
      }
      for (BufferKey buffer : published) {
        if (own.test(buffer) && buffers.isFree(buffer)) {
          log.unblock(buffer);
          LOG.info("{} is not blocked any more", buffer);
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("What is blocked could not be published; that is tried again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops publishing; what is published stays. */
  @Override
  public void close() {
    closing = true;
    // The log belongs to the thread, which may just be waiting for it.
    thread.execute(this::closeLog);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("Publishing what is blocked did not stop within 10 s; it ends with its request");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeLog() {
    if (log != null) {
      log.close();
    }
  }
}
