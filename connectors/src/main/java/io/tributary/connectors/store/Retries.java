package io.tributary.connectors.store;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Repeats a call while its failure is transient, with random pauses between nothing and a ceiling
 * that doubles ("full jitter"), until attempts or time are used up.
 *
 * <p>Each call has its own budget. A budget shared by all calls, as the SDK's retry bucket is,
 * would let one throttled miner use up the patience of all others. Thread-safe.
 */
final class Retries {

  /** Waits. Replaced in tests, which may not sleep. */
  interface Pause {
    void nanos(long nanos) throws InterruptedException;
  }

  /** One attempt. */
  interface Attempt<T> {
    T run() throws StoreException;
  }

  private final int maxAttempts;
  private final Duration base;
  private final Duration cap;
  private final Duration deadline;
  private final RandomGenerator random;
  private final LongSupplier nanoTime;
  private final Pause pause;

  Retries(StoreOptions options, RandomGenerator random, LongSupplier nanoTime, Pause pause) {
    this.maxAttempts = options.maxAttempts();
    this.base = options.backoffBase();
    this.cap = options.backoffCap();
    this.deadline = options.callDeadline();
    this.random = random;
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  static Retries of(StoreOptions options) {
    return new Retries(
        options, RandomGenerator.of("SecureRandom"), System::nanoTime, TimeUnit.NANOSECONDS::sleep);
  }

  <T> T call(Attempt<T> attempt) throws StoreException {
    long start = nanoTime.getAsLong();
    for (int number = 1; ; number++) {
      try {
        return attempt.run();
      } catch (StoreException e) {
        long wait = number >= maxAttempts ? -1 : pauseNanos(number);
        long spent = nanoTime.getAsLong() - start;
        if (!e.failure().isTransient() || wait < 0 || spent + wait > deadline.toNanos()) {
          throw e;
        }
        sleep(wait, e);
      }
    }
  }

  private long pauseNanos(int failedAttempts) {
    long most = cap.toNanos();
    long ceiling = base.toNanos();
    for (int i = 1; i < failedAttempts && ceiling < most; i++) {
      ceiling *= 2;
    }
    return random.nextLong(Math.min(ceiling, most) + 1);
  }

  private void sleep(long nanos, StoreException failure) throws StoreException {
    try {
      pause.nanos(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(
          StoreFailure.INTERRUPTED,
          "interrupted before another attempt after " + failure.failure());
    }
  }
}
