package io.tributary.benchmarks.sink;

import io.tributary.connectors.pause.Gate;
import java.util.concurrent.CompletableFuture;

/**
 * Lets so many bytes of rows through and stops the source, while barriers go on. One source of this
 * process with one reader goes through it. Thread-safe.
 */
final class RowValve {

  private static final RowValve ONLY = new RowValve();

  private long left;
  private CompletableFuture<Void> opened = new CompletableFuture<>();
  private CompletableFuture<Void> spent = new CompletableFuture<>();

  private RowValve() {}

  /** The valve of this process. */
  static RowValve get() {
    return ONLY;
  }

  /** Lets more bytes through. */
  synchronized CompletableFuture<Void> release(long bytes) {
    left = bytes;
    spent = new CompletableFuture<>();
    opened.complete(null);
    return spent;
  }

  /** Takes note of a row that went through. */
  synchronized void passed(int bytes) {
    left -= bytes;
    if (left <= 0 && opened.isDone()) {
      opened = new CompletableFuture<>();
      spent.complete(null);
    }
  }

  private synchronized CompletableFuture<Void> opened() {
    return opened;
  }

  /** The source's end of it. */
  Gate gate() {
    return new Gate() {
      @Override
      public CompletableFuture<Void> opened() {
        return RowValve.this.opened();
      }

      @Override
      public void close() {
        // Lives as long as its process.
      }
    };
  }
}
