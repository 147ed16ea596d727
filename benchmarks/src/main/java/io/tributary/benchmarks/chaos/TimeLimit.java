package io.tributary.benchmarks.chaos;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends a run that takes too long: interrupts its thread, so that it can stop what it started, and
 * ends the process if that does not help.
 */
final class TimeLimit implements AutoCloseable {

  private static final Duration LAST_PATIENCE = Duration.ofSeconds(40);
  private static final int ENDED_BY_FORCE = 3;

  private final Thread watch;

  /** Begins to watch the calling thread. */
  TimeLimit(Duration limit) {
    Thread worker = Thread.currentThread();
    watch =
        new Thread(
            () -> {
              try {
                TimeUnit.NANOSECONDS.sleep(limit.toNanos());
                System.err.println("this takes longer than " + limit.toSeconds() + " s: stopping");
                worker.interrupt();
                TimeUnit.NANOSECONDS.sleep(LAST_PATIENCE.toNanos());
                Runtime.getRuntime().halt(ENDED_BY_FORCE);
              } catch (InterruptedException e) {
                // The run has ended: so does this thread.
                Thread.currentThread().interrupt();
              }
            },
            "chaos-limit");
    watch.setDaemon(true);
    watch.start();
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
