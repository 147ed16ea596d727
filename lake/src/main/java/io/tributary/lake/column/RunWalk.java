package io.tributary.lake.column;

/**
 * Walks over run lengths (Parquet's RLE and bit-packing hybrid) without unpacking them, because
 * Parquet's own reader allocates for as many values as a run claims.
 */
final class RunWalk {

  /** Writers round bit-packed runs up. */
  private static final int SPARE_VALUES = 512;

  private final byte[] bytes;
  private final int end;
  private int position;

  private RunWalk(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.position = offset;
    this.end = offset + length;
  }

  /**
   * Returns if the bytes are runs of which none claims more than it has, or needlessly much.
   *
   * @param bitWidth of a value
   * @param values how many are wanted at most
   */
  static void check(byte[] bytes, int offset, int length, int bitWidth, int values)
      throws MalformedColumnException {
    RunWalk walk = new RunWalk(bytes, offset, length);
    int valueBytes = (bitWidth + 7) / 8;
    while (walk.position < walk.end) {
      long header = walk.varint();
      long count = header >>> 1;
      if (count == 0) {
        throw new MalformedColumnException("a run of no values");
      }
      if ((header & 1) == 0) {
        walk.skip(valueBytes);
      } else if (count * 8 > (long) values + SPARE_VALUES) {
        throw new MalformedColumnException(
            "a run of " + count * 8 + " values in a page of " + values);
      } else {
        walk.skip(count * bitWidth);
      }
    }
  }

  private void skip(long length) throws MalformedColumnException {
    if (length > end - position) {
      throw new MalformedColumnException("a run that is cut off");
    }
    position += (int) length;
  }

  private long varint() throws MalformedColumnException {
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      if (position >= end) {
        throw new MalformedColumnException("a run that is cut off");
      }
      int next = bytes[position++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        // Its reader takes 32 bits with a sign.
        if (value > Integer.MAX_VALUE) {
          break;
        }
        return value;
      }
    }
    throw new MalformedColumnException("a run of more values than 31 bits can count");
  }
}
