package io.tributary.local.demo.stores;

/**
 * What to generate. Immutable.
 *
 * @param miners number of stores
 * @param records rows over all stores together, at least one for each miner
 * @param seed same options, base time and seed give the same rows
 */
public record GeneratorOptions(int miners, int records, long seed) {

  private static final int MAX_MINERS = 5_000;
  private static final int MAX_RECORDS = 4_000_000;

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public GeneratorOptions {
    if (miners < 1 || miners > MAX_MINERS) {
      throw new IllegalArgumentException("miners must be 1 to " + MAX_MINERS + ", not " + miners);
    }
    if (records < miners || records > MAX_RECORDS) {
      throw new IllegalArgumentException(
          "records must be at least one for each miner and at most "
              + MAX_RECORDS
              + ", not "
              + records);
    }
  }
}
