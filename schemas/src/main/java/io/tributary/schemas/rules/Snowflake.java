package io.tributary.schemas.rules;

/**
 * The creation time inside an id of X: the upper 42 bits hold milliseconds since
 * 2010-11-04T01:42:54.657Z. Ids below 29,700,000,000 were given before and hold none.
 */
final class Snowflake {

  /** Start of ids that hold a time, milliseconds since the epoch. */
  static final long EPOCH_MILLIS = 1_288_834_974_657L;

  private static final long FIRST_ID = 29_700_000_000L;
  private static final long TOLERANCE_MICROS = 60_000_000;

  private Snowflake() {}

  /** Whether a tweet with this id can have been created at this time. */
  static boolean agrees(long id, long micros) {
    if (id < FIRST_ID) {
      return micros < EPOCH_MILLIS * 1000;
    }
    return Math.abs(micros(id) - micros) <= TOLERANCE_MICROS;
  }

  /** The time inside an id, microseconds since the epoch. */
  static long micros(long id) {
    return ((id >>> 22) + EPOCH_MILLIS) * 1000;
  }
}
