package io.tributary.lake.column;

/**
 * Bounds of what a column may claim, checked before anything is allocated. Immutable.
 *
 * @param maxPageBytes uncompressed bytes of a page
 * @param maxChunkBytes uncompressed bytes of all pages of a column in a row group
 * @param maxShortBytesPerRow average bytes a row, for columns that hold no running text
 */
public record ColumnLimits(int maxPageBytes, long maxChunkBytes, int maxShortBytesPerRow) {

  /** 32 MiB, 256 MiB, 1 KiB. */
  public static final ColumnLimits DEFAULTS = new ColumnLimits(32 << 20, 256L << 20, 1 << 10);

  /** What a column of a single row may have at least. */
  private static final long SLACK_BYTES = 64 << 10;

  /**
   * @throws IllegalArgumentException if a bound is not positive
   */
  public ColumnLimits {
    if (maxPageBytes < 1 || maxChunkBytes < 1 || maxShortBytesPerRow < 1) {
      throw new IllegalArgumentException(
          "limits of a column cannot be: "
              + maxPageBytes
              + ", "
              + maxChunkBytes
              + ", "
              + maxShortBytesPerRow);
    }
  }

  /** These, for a column of so many rows that holds no running text. */
  public ColumnLimits forShortValues(long rows) {
    long most = Math.min(maxChunkBytes, rows * maxShortBytesPerRow + SLACK_BYTES);
    return new ColumnLimits((int) Math.min(maxPageBytes, most), most, maxShortBytesPerRow);
  }
}
