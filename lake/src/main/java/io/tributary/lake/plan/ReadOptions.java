package io.tributary.lake.plan;

/**
 * How reads are put together. Immutable.
 *
 * @param maxGapBytes bytes that nobody needs and that are read all the same to save a request
 * @param maxRangeBytes longest read, which bounds memory
 * @param budgetBytes reads of a plan may have so many bytes; gaps are read only as far as it leaves
 *     room. What is needed is read whatever the budget
 */
public record ReadOptions(long maxGapBytes, int maxRangeBytes, long budgetBytes) {

  /** Gaps up to 128 KiB, reads up to 8 MiB, 96 MB in all. */
  public static final ReadOptions DEFAULTS = new ReadOptions(128 << 10, 8 << 20, 96_000_000);

  /**
   * @throws IllegalArgumentException if a number is out of bounds
   */
  public ReadOptions {
    if (maxGapBytes < 0 || maxRangeBytes < 1 || budgetBytes < 0) {
      throw new IllegalArgumentException(
          "bounds of reads cannot be: " + maxGapBytes + ", " + maxRangeBytes + ", " + budgetBytes);
    }
  }
}
