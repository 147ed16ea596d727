package io.tributary.lake.score;

import io.tributary.lake.verdict.ContentCounts;
import io.tributary.lake.verdict.Verdict;

/** The size that a miner's rows count for. Pure functions. */
public final class EffectiveSize {

  /** A row counts for so many bytes, whatever it takes in a file. */
  public static final int BYTES_PER_ROW = 300;

  private EffectiveSize() {}

  /**
   * rows · 300 · coverage² · present.
   *
   * @param rows rows that earn
   * @param coverage share of what is asked for that the miner delivers, 0 to 1
   * @param present share of the claimed rows that have an id, cut to at most 1
   * @return bytes
   * @throws IllegalArgumentException if a number is out of bounds
   */
  public static double bytes(long rows, double coverage, double present) {
    if (rows < 0 || !(coverage >= 0 && coverage <= 1) || !(present >= 0)) {
      throw new IllegalArgumentException(
          "no effective size of " + rows + " rows, coverage " + coverage + ", present " + present);
    }
    return (double) rows * BYTES_PER_ROW * coverage * coverage * Math.min(1, present);
  }

  /** The effective size that a verdict gives: 0 for a miner that failed. */
  public static double of(Verdict verdict, double coverage) {
    ContentCounts counts = verdict.counts();
    double present =
        counts.idRowsClaimed() == 0 ? 1 : (double) counts.idRowsPresent() / counts.idRowsClaimed();
    return bytes(verdict.earningRows(), coverage, present);
  }

  /** A miner's boost: the square of its size over the sum of all sizes; 0 if there are none. */
  public static double boost(double bytes, double allBytes) {
    return allBytes == 0 ? 0 : bytes * bytes / allBytes;
  }
}
