package io.tributary.lake.plan;

/**
 * A run of bytes of a file. Immutable.
 *
 * @param offset where it begins
 * @param length how many bytes, at least one
 */
public record ByteRange(long offset, long length) {

  /**
   * @throws IllegalArgumentException if no file has such a range
   */
  public ByteRange {
    if (offset < 0 || length < 1 || length > Long.MAX_VALUE - offset) {
      throw new IllegalArgumentException("no range of bytes: " + offset + " + " + length);
    }
  }

  /** The first byte after it. */
  public long end() {
    return offset + length;
  }
}
