package io.tributary.benchmarks;

import java.util.Arrays;

/**
 * Welch's t-test between two classes of times, as dudect (Reparaz, Balasch, Verbauwhede 2017) makes
 * it: over all, and again without the slowest, which mostly tell of interruptions.
 */
final class WelchTest {

  /** From here on dudect calls a difference likely. */
  static final double LIKELY = 4.5;

  private static final double[] KEPT_PARTS = {1, 0.99, 0.95, 0.9, 0.75, 0.5};

  private WelchTest() {}

  /**
   * The t value, of all crops, that is farthest from zero; positive if the first class is slower.
   */
  static double t(long[] first, long[] second) {
    long[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    Arrays.sort(all);
    double farthest = 0;
    for (double part : KEPT_PARTS) {
      long most = all[Math.max(0, (int) (part * all.length) - 1)];
      double t = t(Moments.of(first, most), Moments.of(second, most));
      farthest = Math.abs(t) > Math.abs(farthest) ? t : farthest;
    }
    return farthest;
  }

  private static double t(Moments first, Moments second) {
    if (first.count < 2 || second.count < 2) {
      return 0;
    }
    double error = Math.sqrt(first.variance() / first.count + second.variance() / second.count);
    return error == 0 ? 0 : (first.mean - second.mean) / error;
  }

  /** Mean and variance of the times up to a limit (Welford). */
  private static final class Moments {
    private long count;
    private double mean;
    private double squares;

    private static Moments of(long[] times, long most) {
      Moments moments = new Moments();
      for (long time : times) {
        if (time <= most) {
          moments.count++;
          double before = time - moments.mean;
          moments.mean += before / moments.count;
          moments.squares += before * (time - moments.mean);
        }
      }
      return moments;
    }

    private double variance() {
      return squares / (count - 1);
    }
  }
}
