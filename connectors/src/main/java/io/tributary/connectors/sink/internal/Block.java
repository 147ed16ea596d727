package io.tributary.connectors.sink.internal;

import java.io.IOException;
import java.util.Arrays;

/**
 * Rows one behind the other, each with its length in front as a varint. A row is appended once, put
 * into state once with its block, and read once, in order. Not thread-safe.
 */
final class Block {

  private static final int FIRST_CAPACITY = 1024;

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int size;
  private int rows;

  void append(byte[] row) {
    ensure(row.length + 5);
    int rest = row.length;
    while ((rest & ~0x7f) != 0) {
      bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    System.arraycopy(row, 0, bytes, size, row.length);
    size += row.length;
    rows++;
  }

  int rows() {
    return rows;
  }

  int size() {
    return size;
  }

  /** Heap that the block holds. */
  int capacity() {
    return bytes.length;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  /** Takes the rows of a block, in order. */
  interface RowConsumer {
    void accept(byte[] array, int offset, int length) throws IOException;
  }

  /** Hands every row of a block, as {@link #toBytes} made it, to the consumer. */
  static void forEachRow(byte[] block, RowConsumer consumer) throws IOException {
    int position = 0;
    while (position < block.length) {
      int length = 0;
      int shift = 0;
      byte next;
      do {
        next = block[position++];
        length |= (next & 0x7f) << shift;
        shift += 7;
      } while (next < 0);
      consumer.accept(block, position, length);
      position += length;
    }
  }
}
