package io.tributary.benchmarks;

import java.util.Arrays;

/**
 * What a contender reached, in operations per second of one core.
 *
 * @param contender who
 * @param median the middle run
 * @param slowest the slowest run
 * @param fastest the fastest run
 */
record Measurement(Contender contender, double median, double slowest, double fastest) {

  static Measurement of(Contender contender, double[] rates) {
    double[] sorted = rates.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Measurement(contender, median, sorted[0], sorted[sorted.length - 1]);
  }
}
