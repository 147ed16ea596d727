package io.tributary.auth.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes entries of many callers durable with few syncs: one thread writes whatever waits and syncs
 * it once, while the next callers queue up.
 *
 * <p>A caller returns only after the sync that covers its entry, or gets the failure that struck
 * it. An interrupt neither cuts the wait short nor reaches the file: it is still set afterwards.
 * Thread-safe.
 */
final class GroupCommit implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  /** A sync costs about as much processor time as a verification, so each waits for company. */
  private static final Duration GATHER = Duration.ofMillis(2);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Where entries go. Called by one thread at a time, never interrupted. */
  interface Target {
    /**
     * Appends all of these to a file and syncs it.
     *
     * @throws IOException if any of them may not be durable
     */
    void append(Path file, List<byte[]> entries) throws IOException;
  }

  private record Waiting(Path file, byte[] entry, CompletableFuture<Void> durable) {}

  private final Target target;
  private final Thread writer;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private boolean closed;

  /** Starts the thread that writes. */
  GroupCommit(Target target) {
    this.target = Objects.requireNonNull(target, "target");
    this.writer = new Thread(this::writeAll, "evidence-writer");
    writer.setDaemon(true);
    writer.start();
  }

  /**
   * Returns once the entry is durable in this file. Entries of one caller keep their order.
   *
   * @throws IOException if it may not be, or if this is closed
   */
  void append(Path file, byte[] entry) throws IOException {
    Waiting mine = new Waiting(file, entry, new CompletableFuture<>());
    synchronized (queue) {
      if (closed) {
        throw new IOException("the log is closed");
      }
      queue.add(mine);
      if (queue.size() == 1) {
        queue.notifyAll();
      }
    }
    try {
      mine.durable().join();
    } catch (CompletionException e) {
      // A new one for each caller: an exception's trace belongs to the thread that gets it.
      throw new IOException("an entry could not be made durable: " + message(e), e.getCause());
    }
  }

  /** How many entries nobody writes yet. */
  int waiting() {
    synchronized (queue) {
      return queue.size();
    }
  }

  private static String message(CompletionException e) {
    return e.getCause() == null ? e.toString() : e.getCause().toString();
  }

  private void writeAll() {
    List<Waiting> batch = next();
    while (!batch.isEmpty()) {
      Map<Path, List<Waiting>> byFile = new LinkedHashMap<>();
      for (Waiting waiting : batch) {
        byFile.computeIfAbsent(waiting.file(), file -> new ArrayList<>()).add(waiting);
      }
      byFile.forEach(this::write);
      batch = next();
    }
  }

  private void write(Path file, List<Waiting> group) {
    try {
      target.append(file, group.stream().map(Waiting::entry).toList());
      group.forEach(waiting -> waiting.durable().complete(null));
    } catch (IOException | RuntimeException | Error e) {
      // Even after an error the callers must learn of it, or they would wait for ever.
      group.forEach(waiting -> waiting.durable().completeExceptionally(e));
    }
  }

  /** All that waits, once something does; empty when there will be no more. */
  private List<Waiting> next() {
    synchronized (queue) {
      try {
        while (queue.isEmpty() && !closed) {
          queue.wait();
        }
        long end = System.nanoTime() + GATHER.toNanos();
        long left = GATHER.toMillis();
        while (left > 0 && !closed) {
          queue.wait(left);
          left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
      } catch (InterruptedException e) {
        // The thread is this object's own; whoever interrupts it wants it to end.
        closed = true;
      }
      List<Waiting> all = List.copyOf(queue);
      queue.clear();
      return all;
    }
  }

  /** Takes no more, writes what waits and ends the thread; gives up after some seconds. */
  @Override
  public void close() {
    synchronized (queue) {
      closed = true;
      queue.notifyAll();
    }
    try {
      writer.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (writer.isAlive()) {
      LOG.warn("the last entries of evidence are still being written; their callers wait on");
    }
  }
}
