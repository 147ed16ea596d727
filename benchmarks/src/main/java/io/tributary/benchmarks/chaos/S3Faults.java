package io.tributary.benchmarks.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Which requests fail, and which have come. A fault is one request that failed, and there are never
 * more than were ordered: some strike single requests, all kinds in turn; others come together
 * while a trouble lasts. Thread-safe.
 */
final class S3Faults implements FaultPlan {

  /** Of the requests while single faults are due: the others get through between them. */
  private static final double SINGLE_SHARE = 0.3;

  /** Answers to uploads have no body that could break off. */
  static final Set<S3Fault> SINGLE =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(S3Fault.TRUNCATED)));

  /**
   * Requests that fail for a while.
   *
   * @param fault how
   * @param calls which
   * @param share of them, 0 to 1
   * @param most requests that fail, before it is over by itself
   */
  record Trouble(S3Fault fault, Set<S3Call> calls, double share, int most) {}

  private final Random random;
  private final long ordered;
  private final Map<S3Call, Long> seen = new EnumMap<>(S3Call.class);
  private final Map<S3Fault, Long> injected = new EnumMap<>(S3Fault.class);
  private final Deque<S3Fault> next = new ArrayDeque<>();
  private Optional<Trouble> now = Optional.empty();
  private int leftNow;
  private long troubles;
  private long due;
  private long failed;

  /**
   * @param ordered faults in all
   * @param random decides about each request; used under this object's lock
   */
  S3Faults(long ordered, Random random) {
    this.ordered = ordered;
    this.random = random;
  }

  /** From now on requests fail so, and not as before; answers the trouble's number. */
  synchronized long begin(Trouble trouble) {
    now = Optional.of(trouble);
    leftNow = trouble.most();
    return ++troubles;
  }

  /** Ends the trouble of this number, unless another one has taken its place. */
  synchronized void end(long number) {
    if (number == troubles) {
      now = Optional.empty();
    }
  }

  /** So many faults should have been by now: single ones make up for what is missing. */
  synchronized void due(long faults) {
    due = Math.min(ordered, faults);
  }

  @Override
  public synchronized Optional<S3Fault> arrived(S3Call call) {
    seen.merge(call, 1L, Long::sum);
    Optional<S3Fault> fault = failed < ordered ? decide(call) : Optional.empty();
    fault.ifPresent(
        kind -> {
          failed++;
          injected.merge(kind, 1L, Long::sum);
        });
    notifyAll();
    return fault;
  }

  private Optional<S3Fault> decide(S3Call call) {
    if (now.isPresent()
        && leftNow > 0
        && now.get().calls().contains(call)
        && random.nextDouble() < now.get().share()) {
      leftNow--;
      return Optional.of(now.get().fault());
    }
    if (failed < due && random.nextDouble() < SINGLE_SHARE) {
      if (next.isEmpty()) {
        List<S3Fault> round = new ArrayList<>(SINGLE);
        Collections.shuffle(round, random);
        next.addAll(round);
      }
      return Optional.of(next.remove());
    }
    return Optional.empty();
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

  /** Requests that failed. */
  synchronized long failed() {
    return failed;
  }

  /** The same by how they failed. */
  synchronized Map<S3Fault, Long> failedByKind() {
    return Collections.unmodifiableMap(new EnumMap<>(injected));
  }
}
