package io.tributary.benchmarks.chaos;

/**
 * What a run is told. Immutable.
 *
 * @param kills processes of the cluster to kill
 * @param faults times that something around the job fails
 * @param seed what happens when; the same seed gives the same plan
 * @param miners stores to feed
 * @param records over all stores
 */
public record ChaosOptions(int kills, int faults, long seed, int miners, int records) {

  /**
   * @throws IllegalArgumentException if a number is negative
   */
  public ChaosOptions {
    if (kills < 0 || faults < 0) {
      throw new IllegalArgumentException("kills and faults cannot be negative");
    }
  }
}
