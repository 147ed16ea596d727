package io.tributary.hotkey.registry;

import java.time.Duration;
import java.util.Objects;

/**
 * How old the chain's registrations may be. Immutable.
 *
 * @param refresh age at which they are read again
 * @param maxStale age up to which they are served while the chain cannot be read
 * @param maxHeadAge age of the finalized block up to which what is read at it is served; counted
 *     from the block's own time or from when it was first seen, whichever is earlier
 */
public record ChainRegistryOptions(Duration refresh, Duration maxStale, Duration maxHeadAge) {

  /**
   * 12 s, 60 s, 120 s. A block of Bittensor comes every 12 s and is final some 30 s later, so a
   * deregistration is noticed within 45 s while all is well.
   */
  public static final ChainRegistryOptions DEFAULT =
      new ChainRegistryOptions(
          Duration.ofSeconds(12), Duration.ofSeconds(60), Duration.ofSeconds(120));

  /** How soon after a failure the chain is asked again, at most. */
  private static final Duration RETRY = Duration.ofSeconds(2);

  /**
   * @throws IllegalArgumentException if they do not fit each other
   */
  public ChainRegistryOptions {
    Objects.requireNonNull(maxHeadAge, "maxHeadAge");
    require(!refresh.isNegative() && refresh.toMillis() > 0, "refresh must be above zero");
    require(
        refresh.compareTo(maxStale) < 0,
        "registrations must be read again (" + refresh + ") before they are stale: " + maxStale);
    require(
        maxStale.compareTo(maxHeadAge) <= 0,
        "a block may not be younger (" + maxHeadAge + ") than what is read at it: " + maxStale);
  }

  /** How soon after a failure the chain is asked again. */
  Duration retry() {
    return refresh.compareTo(RETRY) < 0 ? refresh : RETRY;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
