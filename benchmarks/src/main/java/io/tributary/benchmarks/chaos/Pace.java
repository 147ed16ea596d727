package io.tributary.benchmarks.chaos;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Lets batches through one after another, so many a second that they last as long as the plan,
 * until it is let go. Thread-safe.
 */
final class Pace {

  private final long batches;
  private final long startNanos = System.nanoTime();
  private long intervalNanos;
  private long nextNanos = startNanos;
  private long gone;
  private boolean free;

  /**
   * @param batches in all
   * @param plan about how long the plan takes
   */
  Pace(long batches, Duration plan) {
    this.batches = batches;
    this.intervalNanos = plan.toNanos() / batches;
  }

  /** Waits until the next batch may go. */
  synchronized void await() throws InterruptedException {
    long mine = Math.max(nextNanos, System.nanoTime());
    nextNanos = mine + intervalNanos;
    gone++;
    long left = mine - System.nanoTime();
    while (!free && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = mine - System.nanoTime();
    }
  }

  /**
   * So much of the plan is done: what is left of the batches is spread over what is left of it.
   *
   * @param share above 0, less than 1
   */
  synchronized void done(double share) {
    double leftNanos = (System.nanoTime() - startNanos) / share * (1 - share);
    intervalNanos = (long) (leftNanos / Math.max(1, batches - gone));
  }

  /** From now on nobody waits. */
  synchronized void letGo() {
    free = true;
    notifyAll();
  }
}
