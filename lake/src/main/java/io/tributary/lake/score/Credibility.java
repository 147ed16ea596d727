package io.tributary.lake.score;

import io.tributary.lake.verdict.ContentCounts;
import io.tributary.lake.verdict.Verdict;

/**
 * How far a miner is believed, and the size that it was last believed for. Immutable.
 *
 * <p>A pass moves credibility by 0.3 towards its target, after new size had to be proven; a failure
 * takes 0.3 of it and keeps the size; an epoch without evidence changes nothing. Powers are those
 * of {@link StrictMath}, so that every machine computes the same.
 *
 * @param value 0 to 1
 * @param sizeBytes effective size at the last pass
 */
public record Credibility(double value, double sizeBytes) {

  /** A miner that was never judged. */
  public static final Credibility START = new Credibility(0.1, 0);

  private static final double ALPHA = 0.3;
  private static final double EXPONENT = 2.5;

  /**
   * @throws IllegalArgumentException if a number is out of bounds
   */
  public Credibility {
    if (!(value >= 0 && value <= 1) || !(sizeBytes >= 0 && sizeBytes < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "no credibility: " + value + " at " + sizeBytes + " bytes");
    }
  }

  /** The credibility after a verdict, given the miner's coverage of what is asked for, 0 to 1. */
  public Credibility after(Verdict verdict, double coverage) {
    return switch (verdict.outcome()) {
      case PASS -> afterPass(target(verdict.counts()), EffectiveSize.of(verdict, coverage));
      case FAIL -> afterFailure();
      case NO_EVIDENCE -> this;
    };
  }

  /**
   * After a pass.
   *
   * @param target share of the compared rows that an oracle confirmed; 1 if none were compared
   * @param newSizeBytes the effective size now
   */
  public Credibility afterPass(double target, double newSizeBytes) {
    double proven = value;
    if (sizeBytes > 0 && newSizeBytes > sizeBytes) {
      proven *= StrictMath.pow(sizeBytes / newSizeBytes, 1 / EXPONENT);
    }
    return new Credibility(Math.min(1, ALPHA * target + (1 - ALPHA) * proven), newSizeBytes);
  }

  /** After a failure. */
  public Credibility afterFailure() {
    return new Credibility((1 - ALPHA) * value, sizeBytes);
  }

  /** The factor of a miner's score: the value to the power of 2.5. */
  public double weight() {
    return StrictMath.pow(value, EXPONENT);
  }

  private static double target(ContentCounts counts) {
    return counts.oracleChecked() == 0
        ? 1
        : (double) counts.oraclePassed() / counts.oracleChecked();
  }
}
