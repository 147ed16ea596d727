package io.tributary.benchmarks.chaos;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock in UTC, but ahead of it for as long as is wanted. Thread-safe. */
final class SteppingClock extends Clock {

  private volatile Duration ahead = Duration.ZERO;

  /** From now on it is so far ahead of the machine's. */
  void step(Duration by) {
    ahead = by;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    if (zone.equals(ZoneOffset.UTC)) {
      return this;
    }
    throw new UnsupportedOperationException("times are in UTC here, not in " + zone);
  }
}
