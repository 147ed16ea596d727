package io.tributary.benchmarks.faults;

import io.tributary.benchmarks.chaos.FaultPlan;
import io.tributary.benchmarks.chaos.S3Call;
import io.tributary.benchmarks.chaos.S3Fault;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What goes wrong now, how often, and what has gone wrong. Thread-safe. */
final class Weather implements FaultPlan {

  private final Random random;
  private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
  private Runnable endSessions = () -> {};
  private Optional<Fault> now = Optional.empty();
  private double rate;
  private long left;

  /**
   * @param random decides about each request
   */
  Weather(Random random) {
    this.random = random;
    for (Fault fault : Fault.values()) {
      faults.put(fault, 0L);
    }
  }

  /** How sessions end. */
  synchronized void onSessionsEnded(Runnable how) {
    endSessions = how;
  }

  /**
   * From now on this happens to a share of all that it can happen to, and nothing else does.
   *
   * @param most so often, and then nothing happens any more
   */
  synchronized void set(Fault fault, double share, long most) {
    now = Optional.of(fault);
    rate = share;
    left = most;
  }

  /** From now on nothing happens. */
  synchronized void calm() {
    now = Optional.empty();
  }

  /** Whether a fault of a kind strikes here and now, which counts it. */
  synchronized boolean strikes(Fault fault) {
    if (now.equals(Optional.of(fault)) && left > 0 && random.nextDouble() < rate) {
      left--;
      faults.merge(fault, 1L, Long::sum);
      return true;
    }
    return false;
  }

  @Override
  public synchronized Optional<S3Fault> arrived(S3Call call) {
    if (strikes(Fault.SESSIONS_ENDED)) {
      endSessions.run();
      return Optional.empty();
    }
    return now.filter(fault -> fault.request().isPresent())
        // A head has no body that could break off.
        .filter(fault -> fault != Fault.TRUNCATED || call != S3Call.HEAD)
        .filter(this::strikes)
        .flatMap(Fault::request);
  }

  /** How often each kind has struck. */
  synchronized Map<Fault, Long> faults() {
    return Collections.unmodifiableMap(new EnumMap<>(faults));
  }

  /** How often any has. */
  synchronized long total() {
    return faults.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The kind that has struck least. */
  synchronized Fault rarest() {
    return Collections.min(faults.entrySet(), Map.Entry.comparingByValue()).getKey();
  }
}
