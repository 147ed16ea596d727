package io.tributary.lake.proof;

/**
 * Bounds that a file must keep. Immutable.
 *
 * @param rowGroupRows rows of every row group but the last
 * @param maxTailBytes cap of the tail's length, checked before it is read
 * @param maxFooterElements cap of structures and list elements in a footer, checked before it is
 *     parsed; about 25 a column chunk
 */
public record FileRules(int rowGroupRows, int maxTailBytes, int maxFooterElements) {

  /** Row groups of 10,000 rows, tails up to 64 MiB, a million elements. */
  public static final FileRules DEFAULTS = new FileRules(10_000, 64 << 20, 1_000_000);

  /**
   * @throws IllegalArgumentException if a bound is not positive
   */
  public FileRules {
    if (rowGroupRows < 1 || maxTailBytes < 1 || maxFooterElements < 1) {
      throw new IllegalArgumentException("the bounds of a file must be positive");
    }
  }

  /** These bounds with row groups of another size. */
  public FileRules withRowGroupRows(int rows) {
    return new FileRules(rows, maxTailBytes, maxFooterElements);
  }
}
