package io.tributary.schemas.row;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks over a row in the form of {@link RowWriter}, column by column, without copying.
 *
 * <p>Call {@link #isPresent} for each column in order and, where it answers true, exactly one read
 * method. Reads trusted bytes only: rows never come from outside in this form. Not thread-safe;
 * reusable.
 */
public final class RowReader {

  private byte[] row;
  private int base;
  private int position;

  /** Starts a row that begins at an offset of the array, of a table with so many columns. */
  public RowReader reset(byte[] array, int offset, int columns) {
    row = array;
    base = offset;
    position = offset + (columns + 7) / 8;
    return this;
  }

  /** Whether the row has a value in this column. */
  public boolean isPresent(int column) {
    return (row[base + (column >> 3)] & 1 << (column & 7)) != 0;
  }

  /** A LONG or TIMESTAMP_MICROS. */
  public long readLong() {
    long value = readVarint();
    return value >>> 1 ^ -(value & 1);
  }

  /** A DOUBLE. */
  public double readDouble() {
    long bits = 0;
    for (int i = 0; i < 8; i++) {
      bits |= (row[position++] & 0xffL) << (8 * i);
    }
    return Double.longBitsToDouble(bits);
  }

  /** A BOOLEAN. */
  public boolean readBoolean() {
    return row[position++] != 0;
  }

  /** The number of elements of a STRING_LIST; each is then read as a string. */
  public int readCount() {
    return (int) readVarint();
  }

  /** Enters a string: answers its length in bytes; its bytes start at {@link #position()}. */
  public int readLength() {
    return (int) readVarint();
  }

  /** The place in the array of the next byte to read. */
  public int position() {
    return position;
  }

  /** Passes over the bytes of a string that was entered. */
  public void skip(int bytes) {
    position += bytes;
  }

  /** A STRING. */
  public String readString() {
    int length = readLength();
    String value = new String(row, position, length, StandardCharsets.UTF_8);
    position += length;
    return value;
  }

  /** A STRING_LIST. */
  public List<String> readStrings() {
    int count = readCount();
    List<String> strings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      strings.add(readString());
    }
    return strings;
  }

  private long readVarint() {
    long value = 0;
    int shift = 0;
    while (true) {
      byte next = row[position++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
      shift += 7;
    }
  }
}
