package io.tributary.lake.threshold;

import io.tributary.schemas.rules.RuleOptions;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * All thresholds of the content checks; docs/validation.md lists them. Immutable.
 *
 * @param records the thresholds by which the ingest took the records in
 * @param horizonSlack how much older than the horizon a row may be when its file was signed: the
 *     longest lag of the ingest, and the time that rows wait for their file
 * @param shares shares of rows
 * @param leastBytesPerRow uncompressed bytes of the columns that are read, on average over the rows
 *     of a row group
 * @param leastPackedBytesPerRow the same, compressed: filler packs to less
 * @param leastOracleRows so many compared rows before the oracle's share counts
 * @param sampledItems items that are kept of a miner to find duplicates
 */
public record ContentOptions(
    RuleOptions records,
    Duration horizonSlack,
    ShareLimits shares,
    int leastBytesPerRow,
    int leastPackedBytesPerRow,
    int leastOracleRows,
    int sampledItems)
    implements Serializable {

  /** The largest that either number of bytes a row can be. */
  public static final int MOST_BYTES_PER_ROW = 1 << 20;

  /** The largest that {@link #leastOracleRows()} can be. */
  public static final int MOST_ORACLE_ROWS = 1_000_000;

  /** The largest that {@link #sampledItems()} can be: they are held on the heap. */
  public static final int MOST_SAMPLED_ITEMS = 1 << 20;

  /** The ingest's defaults and 8 days; 50 and 8 bytes a row; 5 rows; 16,384 items. */
  public static final ContentOptions DEFAULTS =
      new ContentOptions(
          RuleOptions.DEFAULT, Duration.ofDays(8), ShareLimits.DEFAULTS, 50, 8, 5, 16_384);

  /**
   * @throws IllegalArgumentException if a threshold is out of range
   */
  public ContentOptions {
    Objects.requireNonNull(records, "records");
    Objects.requireNonNull(shares, "shares");
    if (horizonSlack.isNegative()
        || horizonSlack.compareTo(RuleOptions.MAX) > 0
        || !isWithin(leastBytesPerRow, 0, MOST_BYTES_PER_ROW)
        || !isWithin(leastPackedBytesPerRow, 0, MOST_BYTES_PER_ROW)
        || !isWithin(leastOracleRows, 1, MOST_ORACLE_ROWS)
        || !isWithin(sampledItems, 2, MOST_SAMPLED_ITEMS)) {
      throw new IllegalArgumentException(
          "thresholds of content cannot be: "
              + horizonSlack
              + ", "
              + leastBytesPerRow
              + ", "
              + leastPackedBytesPerRow
              + ", "
              + leastOracleRows
              + ", "
              + sampledItems);
    }
  }

  private static boolean isWithin(int number, int least, int most) {
    return number >= least && number <= most;
  }
}
