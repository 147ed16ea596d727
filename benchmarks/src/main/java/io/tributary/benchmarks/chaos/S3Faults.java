package io.tributary.benchmarks.chaos;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Which requests to S3 fail now, and which have come. Thread-safe. */
final class S3Faults {

  /**
   * Requests that fail for a while.
   *
   * @param fault how
   * @param calls which
   * @param share of them, 0 to 1
   */
  record Trouble(S3Fault fault, Set<S3Call> calls, double share) {}

  private final RandomGenerator random;
  private final Map<S3Call, Long> seen = new EnumMap<>(S3Call.class);
  private Optional<Trouble> now = Optional.empty();
  private long troubles;
  private long failed;

  /**
   * @param random decides about each request; used under this object's lock
   */
  S3Faults(RandomGenerator random) {
    this.random = random;
  }

  /** From now on requests fail so, and not as before; answers the trouble's number. */
  synchronized long begin(Trouble trouble) {
    now = Optional.of(trouble);
    return ++troubles;
  }

  /** Ends the trouble of this number, unless another one has taken its place. */
  synchronized void end(long number) {
    if (number == troubles) {
      now = Optional.empty();
    }
  }

  /** Takes note of a request and decides about it. */
  synchronized Optional<S3Fault> arrived(S3Call call) {
    seen.merge(call, 1L, Long::sum);
    notifyAll();
    if (now.isEmpty()
        || !now.get().calls().contains(call)
        || random.nextDouble() >= now.get().share()) {
      return Optional.empty();
    }
    failed++;
    return Optional.of(now.get().fault());
  }

  /** Whether a request of a kind came before so much time had passed. */
  synchronized boolean awaitNext(S3Call call, Duration atMost) throws InterruptedException {
    long before = seen.getOrDefault(call, 0L);
    long deadline = System.nanoTime() + atMost.toNanos();
    while (seen.getOrDefault(call, 0L) == before) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** Requests that were made to fail. */
  synchronized long failed() {
    return failed;
  }
}
