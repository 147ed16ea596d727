package io.tributary.auth;

/**
 * What each hotkey may ask for, in minutes and days of UTC. Immutable.
 *
 * @param requestsPerMinute requests in a minute
 * @param requestsPerDay requests in a day
 * @param filesPerDay files named by requests of a day
 * @param bytesPerDay their claimed sizes together
 */
public record QuotaLimits(
    int requestsPerMinute, int requestsPerDay, int filesPerDay, long bytesPerDay) {

  /** 120 requests a minute and 20,000 a day, 20,000 files and 256 GiB a day. */
  public static final QuotaLimits DEFAULTS = new QuotaLimits(120, 20_000, 20_000, 256L << 30);

  /**
   * @throws IllegalArgumentException if a limit would allow nothing
   */
  public QuotaLimits {
    if (requestsPerMinute < 1 || requestsPerDay < 1 || filesPerDay < 1 || bytesPerDay < 1) {
      throw new IllegalArgumentException("a quota must allow something");
    }
  }
}
