package io.tributary.auth;

import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import java.time.Duration;
import java.time.Instant;

/**
 * When a signed request counts: issued close to now, not expired, and not made to last. Immutable.
 *
 * @param tolerance how far from now it may have been issued, before or after
 * @param longest how long after its issue it may expire at most
 */
public record ClockWindow(Duration tolerance, Duration longest) {

  /** Of version 2: five minutes either way, to be used within ten. */
  public static final ClockWindow V2 =
      new ClockWindow(Duration.ofMinutes(5), Duration.ofMinutes(10));

  /** Of version 1, whose clients always ask for an hour. */
  public static final ClockWindow V1 = new ClockWindow(Duration.ofMinutes(5), Duration.ofHours(1));

  /** Checks that both are positive. */
  public ClockWindow {
    if (tolerance.isNegative() || longest.isNegative() || longest.isZero()) {
      throw new IllegalArgumentException("tolerance and longest life must be positive");
    }
  }

  /** Returns if a request issued then, and expiring then, counts now. */
  void check(Instant issuedAt, Instant expiry, Instant now) throws AccessException {
    Duration life = Duration.between(issuedAt, expiry);
    if (life.isNegative() || life.isZero() || life.compareTo(longest) > 0) {
      throw new AccessException(
          AccessReason.WINDOW_TOO_LONG,
          "the expiry must follow the time of issue by more than nothing and at most " + longest);
    }
    if (issuedAt.isAfter(now.plus(tolerance))) {
      throw new AccessException(
          AccessReason.ISSUED_IN_FUTURE, "issued at " + issuedAt + ", it is " + now);
    }
    if (!now.isBefore(expiry)) {
      throw new AccessException(AccessReason.REQUEST_EXPIRED);
    }
    if (issuedAt.isBefore(now.minus(tolerance))) {
      throw new AccessException(
          AccessReason.ISSUED_TOO_LONG_AGO, "issued at " + issuedAt + ", it is " + now);
    }
  }

  /** From when on a request is refused for its times alone, so that its use may be forgotten. */
  Instant lastUse(Instant issuedAt, Instant expiry) {
    Instant tooOld = issuedAt.plus(tolerance).plusMillis(1);
    return tooOld.isBefore(expiry) ? tooOld : expiry;
  }
}
