package io.tributary.connectors.credentials;

import java.time.Duration;

/**
 * How credentials are cached. Immutable.
 *
 * @param most how many miners' credentials are held
 * @param denialLife how long a refusal is answered without asking again
 * @param leastLife credentials with less life than this are never given out
 */
public record CacheOptions(int most, Duration denialLife, Duration leastLife) {

  /** 20,000 miners, refusals for 30 s, one minute of life at least. */
  public static final CacheOptions DEFAULTS =
      new CacheOptions(20_000, Duration.ofSeconds(30), Duration.ofMinutes(1));

  /** Checks the bounds. */
  public CacheOptions {
    if (most < 1 || denialLife.isNegative() || leastLife.isNegative()) {
      throw new IllegalArgumentException("a cache holds something and lives forward");
    }
  }
}
