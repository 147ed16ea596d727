package io.tributary.benchmarks.chaos;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets batches through one after another, so many a second, until it is let go. Thread-safe. */
final class Pace {

  private final long intervalNanos;
  private long nextNanos = System.nanoTime();
  private boolean free;

  /**
   * @param interval between two batches
   */
  Pace(Duration interval) {
    this.intervalNanos = interval.toNanos();
  }

  /** Waits until the next batch may go. */
  synchronized void await() throws InterruptedException {
    long mine = Math.max(nextNanos, System.nanoTime());
    nextNanos = mine + intervalNanos;
    long left = mine - System.nanoTime();
    while (!free && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = mine - System.nanoTime();
    }
  }

  /** From now on nobody waits. */
  synchronized void letGo() {
    free = true;
    notifyAll();
  }
}
