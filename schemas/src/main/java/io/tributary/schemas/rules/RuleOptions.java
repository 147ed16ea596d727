package io.tributary.schemas.rules;

import java.io.Serializable;
import java.time.Duration;

/**
 * The thresholds of {@link RecordRules} that an operator may choose. Immutable.
 *
 * @param horizon how old a record may be when its batch was appended
 * @param futureTolerance how far after that moment its times may lie, for clocks that differ
 * @param maxContentBytes the longest content
 */
public record RuleOptions(Duration horizon, Duration futureTolerance, int maxContentBytes)
    implements Serializable {

  /**
   * No threshold of time is longer: far above any sensible horizon, and far below where sums of
   * microseconds overflow.
   */
  public static final Duration MAX = Duration.ofDays(100 * 365);

  /** 30 days, 5 minutes, 1 MiB. */
  public static final RuleOptions DEFAULT =
      new RuleOptions(Duration.ofDays(30), Duration.ofMinutes(5), 1 << 20);

  /**
   * @throws IllegalArgumentException if a threshold is out of range
   */
  public RuleOptions {
    if (horizon.isNegative() || horizon.isZero() || horizon.compareTo(MAX) > 0) {
      throw new IllegalArgumentException(
          "horizon must be above 0 and at most 100 years: " + horizon);
    }
    if (futureTolerance.isNegative() || futureTolerance.compareTo(MAX) > 0) {
      throw new IllegalArgumentException(
          "futureTolerance must be at least 0 and at most 100 years: " + futureTolerance);
    }
    if (maxContentBytes < 1) {
      throw new IllegalArgumentException("maxContentBytes must be above 0: " + maxContentBytes);
    }
  }

  /** These with another horizon. */
  public RuleOptions withHorizon(Duration other) {
    return new RuleOptions(other, futureTolerance, maxContentBytes);
  }
}
