package io.tributary.benchmarks.auth;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a kind of request reached.
 *
 * @param name the kind
 * @param perCpuSecond requests per second of processor time of the service
 * @param sent how many that figure is made of
 * @param medianMillis at half of the load that is aimed for
 * @param p99Millis 99 of 100 took no longer, at the same load
 */
record LoadResult(
    String name, double perCpuSecond, int sent, double medianMillis, double p99Millis) {

  /** Of each figure the middle one of these rounds, of what was sent the sum. */
  static LoadResult median(List<LoadResult> rounds) {
    return new LoadResult(
        rounds.get(0).name(),
        middle(rounds, LoadResult::perCpuSecond),
        rounds.stream().mapToInt(LoadResult::sent).sum(),
        middle(rounds, LoadResult::medianMillis),
        middle(rounds, LoadResult::p99Millis));
  }

  private static double middle(List<LoadResult> rounds, ToDoubleFunction<LoadResult> figure) {
    return rounds.stream().mapToDouble(figure).sorted().toArray()[rounds.size() / 2];
  }
}
