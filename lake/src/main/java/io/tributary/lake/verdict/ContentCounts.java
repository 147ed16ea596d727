package io.tributary.lake.verdict;

/**
 * Rows that an epoch counted for the score. Immutable.
 *
 * @param idRowsClaimed rows that the names of the files claim whose id columns were read whole
 * @param idRowsPresent those that have an address with an id
 * @param oracleChecked rows that an oracle could compare
 * @param oraclePassed those that it confirmed
 */
public record ContentCounts(
    long idRowsClaimed, long idRowsPresent, long oracleChecked, long oraclePassed) {

  /** Nothing was counted. */
  public static final ContentCounts NONE = new ContentCounts(0, 0, 0, 0);

  /**
   * @throws IllegalArgumentException if the numbers cannot be
   */
  public ContentCounts {
    if (idRowsClaimed < 0
        || idRowsPresent < 0
        || oraclePassed < 0
        || oraclePassed > oracleChecked) {
      throw new IllegalArgumentException(
          "counts cannot be: "
              + idRowsClaimed
              + ", "
              + idRowsPresent
              + ", "
              + oracleChecked
              + ", "
              + oraclePassed);
    }
  }
}
