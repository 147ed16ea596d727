package io.tributary.schemas.row;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes one row in its compact binary form, which {@link RowReader} reads.
 *
 * <p>Form: a presence bitmap of ceil(columns / 8) bytes, least significant bit first; then the
 * present values in column order. Numbers are zigzag varints, doubles 8 bytes little-endian,
 * booleans one byte, strings a varint length and UTF-8, lists a varint count and strings. Not
 * thread-safe; reusable.
 */
public final class RowWriter {

  private byte[] buffer = new byte[1024];
  private int size;

  /**
   * The binary form of a row.
   *
   * @param columns the table's columns
   * @param values one value a column, of the class that {@link ColumnType} names, or null
   * @throws IllegalArgumentException if a required value is missing or the counts differ
   */
  public byte[] write(List<Column> columns, Object[] values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          "row has " + values.length + " values, table has " + columns.size() + " columns");
    }
    size = (columns.size() + 7) / 8;
    ensure(0);
    Arrays.fill(buffer, 0, size, (byte) 0);
    for (int i = 0; i < values.length; i++) {
      Column column = columns.get(i);
      Object value = values[i];
      if (value == null) {
        if (column.required()) {
          throw new IllegalArgumentException("column " + column.name() + " needs a value");
        }
        continue;
      }
      buffer[i >> 3] |= (byte) (1 << (i & 7));
      writeValue(column.type(), value);
    }
    return Arrays.copyOf(buffer, size);
  }

  private void writeValue(ColumnType type, Object value) {
    switch (type) {
      case TIMESTAMP_MICROS, LONG -> {
        long number = (Long) value;
        writeVarint(number << 1 ^ number >> 63);
      }
      case DOUBLE -> {
        long bits = Double.doubleToLongBits((Double) value);
        ensure(8);
        for (int i = 0; i < 8; i++) {
          buffer[size++] = (byte) (bits >>> (8 * i));
        }
      }
      case BOOLEAN -> {
        ensure(1);
        buffer[size++] = (byte) ((Boolean) value ? 1 : 0);
      }
      case STRING -> writeString((String) value);
      case STRING_LIST -> {
        List<?> list = (List<?>) value;
        writeVarint(list.size());
        for (Object element : list) {
          writeString((String) element);
        }
      }
    }
  }

  private void writeString(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    writeVarint(utf8.length);
    ensure(utf8.length);
    System.arraycopy(utf8, 0, buffer, size, utf8.length);
    size += utf8.length;
  }

  private void writeVarint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      buffer[size++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
  }

  private void ensure(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }
}
