package io.tributary.benchmarks.draw;

/**
 * Where the share of successes of independent trials lies with 99 %, if each succeeds with a given
 * probability: exact, from the binomial distribution. Immutable.
 *
 * @param low smallest share
 * @param high largest share
 */
record BinomialInterval(double low, double high) {

  private static final double OUTSIDE = 0.005;

  /** The interval for so many trials of this probability. */
  static BinomialInterval of(int trials, double probability) {
    int low = 0;
    int high = trials;
    double below = 0;
    double[] logFactorials = logFactorials(trials);
    for (int k = 0; k <= trials; k++) {
      double before = below;
      below += mass(logFactorials, probability, k);
      if (below <= OUTSIDE) {
        low = k + 1;
      }
      if (before < 1 - OUTSIDE) {
        high = k;
      }
    }
    return new BinomialInterval((double) low / trials, (double) high / trials);
  }

  boolean holds(double share) {
    return share >= low && share <= high;
  }

  private static double mass(double[] logFactorials, double probability, int successes) {
    int failures = logFactorials.length - 1 - successes;
    if (probability <= 0 || probability >= 1) {
      return (probability <= 0 ? successes : failures) == 0 ? 1 : 0;
    }
    return Math.exp(
        logFactorials[successes + failures]
            - logFactorials[successes]
            - logFactorials[failures]
            + successes * Math.log(probability)
            + failures * Math.log1p(-probability));
  }

  private static double[] logFactorials(int most) {
    double[] logs = new double[most + 1];
    for (int i = 2; i <= most; i++) {
      logs[i] = logs[i - 1] + Math.log(i);
    }
    return logs;
  }
}
