package io.tributary.jobs.ingest;

import java.io.Serializable;
import java.time.Duration;

/**
 * Stops a task whose machine's clock is too far off for state that expires by that clock: such
 * state would outlive or miss what it must guard. Compares with the broker's append times, the only
 * other clock that every task sees. Immutable.
 *
 * @param tolerance how far the machine's clock may be off
 */
record ClockGuard(Duration tolerance) implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * @throws IllegalStateException if a batch was appended further in this machine's future
   */
  void requireNotBehind(long appendTimeMillis, long nowMillis) {
    long ahead = appendTimeMillis - nowMillis;
    if (ahead > tolerance.toMillis()) {
      throw new IllegalStateException(
          "this machine's clock is "
              + Duration.ofMillis(ahead)
              + " behind the broker's, more than the "
              + tolerance
              + " that the state's life allows for: set the clock right");
    }
  }

  /**
   * For what was found in time when it was checked, by another machine's clock perhaps.
   *
   * @throws IllegalStateException if by this machine's clock it was appended too long ago
   */
  void requireInTime(long appendTimeMillis, long nowMillis, Duration maxLag) {
    long lag = nowMillis - appendTimeMillis;
    if (lag > maxLag.plus(tolerance).toMillis()) {
      throw new IllegalStateException(
          "a row was appended "
              + Duration.ofMillis(lag)
              + " ago by this machine's clock, though it was found within the longest lag of "
              + maxLag
              + ": set the clock right; if it is, the row was held up, and is judged again after"
              + " the restart");
    }
  }
}
