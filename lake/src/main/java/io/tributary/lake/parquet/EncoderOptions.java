package io.tributary.lake.parquet;

import io.tributary.lake.commitment.Commitments;
import java.io.Serializable;

/**
 * How files are written. The same rows and options give the same bytes. Immutable.
 *
 * @param rowGroupRows rows of every row group but the last
 * @param leafSizeBytes length of a leaf of the data region
 * @param zstdLevel compression level, 1 to 19
 * @param pageSizeBytes uncompressed size at which a data page ends
 * @param pageRows rows at which a data page ends; the page index prunes at this grain
 * @param bloomMaxBytes bound of one row group's Bloom filter on the id column
 * @param bloomFalsePositiveRate share of absent ids that a Bloom filter lets through
 */
public record EncoderOptions(
    int rowGroupRows,
    int leafSizeBytes,
    int zstdLevel,
    int pageSizeBytes,
    int pageRows,
    int bloomMaxBytes,
    double bloomFalsePositiveRate)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Row groups of 10,000 rows, leaves of 64 KiB, zstd level 1. */
  public static final EncoderOptions DEFAULTS =
      new EncoderOptions(10_000, 64 << 10, 1, 1 << 20, 10_000, 1 << 20, 0.01);

  /**
   * @throws IllegalArgumentException if a value is out of its bounds; the message names it
   */
  public EncoderOptions {
    require(rowGroupRows >= 1 && rowGroupRows <= 1_000_000, "rowGroupRows", rowGroupRows);
    require(
        leafSizeBytes >= Commitments.MIN_LEAF_BYTES && leafSizeBytes <= Commitments.MAX_LEAF_BYTES,
        "leafSizeBytes",
        leafSizeBytes);
    require(zstdLevel >= 1 && zstdLevel <= 19, "zstdLevel", zstdLevel);
    require(pageSizeBytes >= 1024, "pageSizeBytes", pageSizeBytes);
    require(pageRows >= 1, "pageRows", pageRows);
    require(bloomMaxBytes >= 32, "bloomMaxBytes", bloomMaxBytes);
    require(
        bloomFalsePositiveRate > 0 && bloomFalsePositiveRate < 1,
        "bloomFalsePositiveRate",
        bloomFalsePositiveRate);
  }

  /** These options with row groups of another size. */
  public EncoderOptions withRowGroupRows(int rows) {
    return new EncoderOptions(
        rows,
        leafSizeBytes,
        zstdLevel,
        pageSizeBytes,
        pageRows,
        bloomMaxBytes,
        bloomFalsePositiveRate);
  }

  /** These options with leaves of another size. */
  public EncoderOptions withLeafSizeBytes(int bytes) {
    return new EncoderOptions(
        rowGroupRows,
        bytes,
        zstdLevel,
        pageSizeBytes,
        pageRows,
        bloomMaxBytes,
        bloomFalsePositiveRate);
  }

  /** These options with another compression level. */
  public EncoderOptions withZstdLevel(int level) {
    return new EncoderOptions(
        rowGroupRows,
        leafSizeBytes,
        level,
        pageSizeBytes,
        pageRows,
        bloomMaxBytes,
        bloomFalsePositiveRate);
  }

  private static void require(boolean holds, String name, Number value) {
    if (!holds) {
      throw new IllegalArgumentException("encoder option " + name + " is out of bounds: " + value);
    }
  }
}
