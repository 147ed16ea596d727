package io.tributary.lake.draw;

import java.math.BigDecimal;

/**
 * How much an epoch draws. Fixed for a deployment and stated in every verdict. Immutable.
 *
 * @param confidencePpm with which corruption is detected, in millionths
 * @param toleratedPpm share of corrupt leaves from which on that holds, in millionths
 * @param rowDraws rows drawn for content, of which 10 % (rounded down) are drawn by suspicion, 20 %
 *     (rounded down) uniformly over files, and the rest by rows; 10 to 10,000
 * @param largestFiles files with the most rows that are drawn additionally; 0 to 100
 * @param idScanFiles files whose id column is read whole; 0 to 100
 */
public record DrawOptions(
    int confidencePpm, int toleratedPpm, int rowDraws, int largestFiles, int idScanFiles) {

  /** 99 % at 1 %, which are 459 leaves; 20 rows; the largest five files; one id column. */
  public static final DrawOptions DEFAULTS = new DrawOptions(990_000, 10_000, 20, 5, 1);

  /**
   * @throws IllegalArgumentException if a number is out of bounds
   */
  public DrawOptions {
    LeafCount.of(confidencePpm, toleratedPpm);
    require(rowDraws >= 10 && rowDraws <= 10_000, "rows to draw, 10 to 10000", rowDraws);
    require(largestFiles >= 0 && largestFiles <= 100, "largest files, 0 to 100", largestFiles);
    require(idScanFiles >= 0 && idScanFiles <= 100, "id columns, 0 to 100", idScanFiles);
  }

  /** These options with another confidence and tolerated corruption. */
  public DrawOptions withDetection(int confidence, int tolerated) {
    return new DrawOptions(confidence, tolerated, rowDraws, largestFiles, idScanFiles);
  }

  /** These options with another number of rows drawn for content. */
  public DrawOptions withRowDraws(int rows) {
    return new DrawOptions(confidencePpm, toleratedPpm, rows, largestFiles, idScanFiles);
  }

  /**
   * A share as millionths, exactly: nothing is rounded.
   *
   * @param share a decimal number, as {@code 0.99}
   * @throws IllegalArgumentException if it has more than six decimal places or is not within 0 to 1
   */
  public static int millionths(BigDecimal share) {
    try {
      int parts = share.movePointRight(6).intValueExact();
      require(parts >= 0 && parts <= LeafCount.MILLION, "share, 0 to 1", share);
      return parts;
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "a share has at most six decimal places and lies within 0 to 1: " + share, e);
    }
  }

  /** How many leaves are drawn. */
  public int leafDraws() {
    return LeafCount.of(confidencePpm, toleratedPpm);
  }

  /** How many rows are drawn by suspicion. */
  public int suspicionDraws() {
    return rowDraws / 10;
  }

  /** How many rows are drawn uniformly over files. */
  public int fileDraws() {
    return rowDraws / 5;
  }

  /** How many rows are drawn uniformly over all rows. */
  public int weightedDraws() {
    return rowDraws - fileDraws() - suspicionDraws();
  }

  private static void require(boolean holds, String what, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("number of " + what + ", cannot be " + value);
    }
  }
}
