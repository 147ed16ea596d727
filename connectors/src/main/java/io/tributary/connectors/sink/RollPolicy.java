package io.tributary.connectors.sink;

import java.io.Serializable;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a buffer is big or old enough to become a file. Immutable.
 *
 * @param maxBytes bytes of buffered rows, not encoded
 * @param maxRows rows
 * @param maxAge age of the oldest row
 * @param ageJitter fraction of the age by which each buffer's own limit may be shorter, so that
 *     many buffers do not roll at once; 0 to 1
 */
public record RollPolicy(long maxBytes, long maxRows, Duration maxAge, double ageJitter)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public RollPolicy {
    if (maxBytes <= 0 || maxRows <= 0 || maxAge.isNegative() || maxAge.isZero()) {
      throw new IllegalArgumentException("roll limits must be positive");
    }
    if (!(ageJitter >= 0 && ageJitter <= 1)) {
      throw new IllegalArgumentException("age jitter must be between 0 and 1, not " + ageJitter);
    }
  }

  /** This, with files of no more than so many bytes of rows. */
  public RollPolicy atMost(long bytes) {
    return bytes >= maxBytes ? this : new RollPolicy(bytes, maxRows, maxAge, ageJitter);
  }

  /** Whether a buffer with so many rows and bytes must roll now. */
  public boolean isFull(long rows, long bytes) {
    return rows >= maxRows || bytes >= maxBytes;
  }

  /** When a buffer that starts now has to roll. */
  public long dueAtMillis(long nowMillis, RandomGenerator random) {
    long age = maxAge.toMillis();
    return nowMillis + Math.max(1, age - (long) (age * ageJitter * random.nextDouble()));
  }

  /** When a buffer that is overdue after a restore has to roll: soon, but not all at once. */
  public long overdueAtMillis(long nowMillis, RandomGenerator random) {
    return nowMillis + 1 + (long) (maxAge.toMillis() * ageJitter * random.nextDouble());
  }
}
