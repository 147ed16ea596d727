package io.tributary.lake.proof;

/**
 * Walks over a structure in Thrift's compact protocol without building anything, to see that it is
 * whole, not too deep and not too large, before a parser that trusts counts may allocate for it.
 */
public final class CompactWalk {

  private static final int MAX_DEPTH = 24;

  private final byte[] bytes;
  private final int end;
  private final int maxElements;
  private int position;
  private int elements;

  private CompactWalk(byte[] bytes, int offset, int length, int maxElements) {
    this.bytes = bytes;
    this.position = offset;
    this.end = offset + length;
    this.maxElements = maxElements;
  }

  /**
   * Returns if the bytes are exactly one structure of at most so many elements.
   *
   * @throws UnsoundFileException otherwise
   */
  static void check(byte[] bytes, int offset, int length, int maxElements)
      throws UnsoundFileException {
    int used = measure(bytes, offset, length, maxElements);
    if (used != length) {
      throw malformed((length - used) + " bytes after the footer's structure");
    }
  }

  /**
   * The length of the structure with which bytes begin.
   *
   * @throws UnsoundFileException if there is none within so many bytes, or it has more elements
   */
  public static int measure(byte[] bytes, int offset, int length, int maxElements)
      throws UnsoundFileException {
    CompactWalk walk = new CompactWalk(bytes, offset, length, maxElements);
    walk.struct(0);
    return walk.position - offset;
  }

  private void struct(int depth) throws UnsoundFileException {
    requireDepth(depth);
    while (true) {
      int header = octet();
      int type = header & 0x0f;
      if (type == 0) {
        return;
      }
      if (header >>> 4 == 0) {
        varint();
      }
      count(1);
      if (type > 2) {
        value(type, depth);
      }
    }
  }

  private void value(int type, int depth) throws UnsoundFileException {
    switch (type) {
      case 1, 2, 3 -> octet();
      case 4, 5, 6 -> varint();
      case 7 -> skip(8);
      case 8 -> skip(varint());
      case 9, 10 -> list(depth + 1);
      case 12 -> struct(depth + 1);
      default -> throw malformed("a value of type " + type + ", which none of its structures has");
    }
  }

  private void list(int depth) throws UnsoundFileException {
    requireDepth(depth);
    int header = octet();
    long size = header >>> 4 == 15 ? varint() : header >>> 4;
    count(size);
    for (long i = 0; i < size; i++) {
      value(header & 0x0f, depth);
    }
  }

  /** Structures and lists alike: each is a call within a call. */
  private static void requireDepth(int depth) throws UnsoundFileException {
    if (depth > MAX_DEPTH) {
      throw malformed("nested deeper than " + MAX_DEPTH);
    }
  }

  private void count(long more) throws UnsoundFileException {
    if (more < 0 || more > maxElements - elements) {
      throw malformed("more than " + maxElements + " elements");
    }
    elements += (int) more;
  }

  private void skip(long length) throws UnsoundFileException {
    if (length < 0 || length > end - position) {
      throw malformed("a length of " + length + " with " + (end - position) + " bytes left");
    }
    position += (int) length;
  }

  private long varint() throws UnsoundFileException {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int next = octet();
      value |= (next & 0x7fL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw malformed("a number of more than ten bytes");
  }

  private int octet() throws UnsoundFileException {
    if (position >= end) {
      throw malformed("the end too early");
    }
    return bytes[position++] & 0xff;
  }

  private static UnsoundFileException malformed(String what) {
    return new UnsoundFileException(FindingCode.FOOTER_MALFORMED, what);
  }
}
