package io.tributary.lake.draw;

import java.math.BigInteger;

/**
 * How many leaves must be drawn. With a fraction t of all leaves corrupt, c leaves miss every
 * corrupt one with a probability of at most (1 - t)^c; c is the smallest for which that is at most
 * 1 - confidence, in exact arithmetic.
 */
public final class LeafCount {

  /** Parts in a whole. */
  public static final int MILLION = 1_000_000;

  /** No more leaves are drawn; what needs more is refused as an option. */
  public static final int MOST = 65_536;

  private static final BigInteger WHOLE = BigInteger.valueOf(MILLION);

  /** A hundred times what rounding makes of {@link #MOST} logarithms, and less than one of them. */
  private static final double DOUBT = 1e-9;

  private LeafCount() {}

  /**
   * The smallest c with (1 - t)^c ≤ 1 - confidence.
   *
   * @param confidencePpm confidence in millionths, above 0 and below a million
   * @param toleratedPpm t in millionths, above 0 and at most a million
   * @throws IllegalArgumentException if a number is out of bounds or c is above {@link #MOST}
   */
  public static int of(int confidencePpm, int toleratedPpm) {
    if (confidencePpm < 1
        || confidencePpm >= MILLION
        || toleratedPpm < 1
        || toleratedPpm > MILLION) {
      throw new IllegalArgumentException(
          "no confidence and tolerated corruption, in millionths: "
              + confidencePpm
              + ", "
              + toleratedPpm);
    }
    int low = 1;
    int high = 1;
    while (!suffices(high, confidencePpm, toleratedPpm)) {
      if (high == MOST) {
        throw new IllegalArgumentException(
            "more than " + MOST + " leaves: tolerate more corruption or ask for less confidence");
      }
      low = high + 1;
      high = 2 * high;
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (suffices(middle, confidencePpm, toleratedPpm)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** (M - t)^c · M ≤ (M - confidence) · M^c, where M is a million. */
  private static boolean suffices(int count, int confidencePpm, int toleratedPpm) {
    // Powers of thousands of digits only where logarithms leave a doubt: options are foreign bytes.
    double above = count * log(MILLION - toleratedPpm) - log(MILLION - confidencePpm);
    return Math.abs(above) > DOUBT
        ? above < 0
        : sufficesExactly(count, confidencePpm, toleratedPpm);
  }

  private static double log(int parts) {
    return StrictMath.log((double) parts / MILLION);
  }

  private static boolean sufficesExactly(int count, int confidencePpm, int toleratedPpm) {
    BigInteger missed = BigInteger.valueOf(MILLION - toleratedPpm).pow(count).multiply(WHOLE);
    BigInteger allowed = BigInteger.valueOf(MILLION - confidencePpm).multiply(WHOLE.pow(count));
    return missed.compareTo(allowed) <= 0;
  }
}
