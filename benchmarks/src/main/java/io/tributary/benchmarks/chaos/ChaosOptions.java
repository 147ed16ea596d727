package io.tributary.benchmarks.chaos;

import java.time.Duration;

/**
 * What a run is told. Immutable.
 *
 * @param kills processes of the cluster to kill
 * @param faults requests to S3 that fail
 * @param seed what happens when; the same seed gives the same plan
 * @param miners stores to feed
 * @param records over all stores
 * @param limit after which the run is ended, as failed
 */
public record ChaosOptions(
    int kills, int faults, long seed, int miners, int records, Duration limit) {

  private static final int LEAST_RECORDS = 5_000;
  private static final int RECORDS_A_KILL = 1_500;
  private static final int RECORDS_A_FAULT = 150;
  private static final Duration LEAST_LIMIT = Duration.ofSeconds(210);
  private static final Duration LIMIT_A_KILL = Duration.ofSeconds(40);

  /**
   * @throws IllegalArgumentException if a number is negative
   */
  public ChaosOptions {
    if (kills < 0 || faults < 0) {
      throw new IllegalArgumentException("kills and faults cannot be negative");
    }
  }

  /** So many records that there are requests enough to fail. */
  public static int recordsFor(int kills, int faults) {
    return LEAST_RECORDS + Math.max(kills * RECORDS_A_KILL, faults * RECORDS_A_FAULT);
  }

  /** Far longer than a run takes. */
  public static Duration limitFor(int kills, int faults) {
    return LEAST_LIMIT.plus(LIMIT_A_KILL.multipliedBy(Math.max(kills, faults / 10)));
  }
}
