package io.tributary.lake.parquet;

import java.util.Arrays;

/**
 * Rows of one row group in their binary form, and their order by {@code datetime}.
 *
 * <p>Not thread-safe; reused row group after row group.
 */
final class RowGroupBuffer {

  /** What the buffer may keep between files. */
  private static final int KEPT_BYTES = 16 << 20;

  private static final int START_BYTES = 1 << 20;

  private final int capacityRows;
  private byte[] bytes = new byte[START_BYTES];
  private int size;
  private int rows;
  private int[] offsets = new int[256];
  private long[] datetimes = new long[256];
  private boolean sorted = true;

  RowGroupBuffer(int capacityRows) {
    this.capacityRows = capacityRows;
  }

  /**
   * Adds a row.
   *
   * @throws IllegalStateException if the row group would exceed what an array can hold
   */
  void add(long datetimeMicros, byte[] array, int offset, int length) {
    ensure(length);
    if (rows == offsets.length) {
      int larger = Math.min(capacityRows, rows * 2);
      offsets = Arrays.copyOf(offsets, larger);
      datetimes = Arrays.copyOf(datetimes, larger);
    }
    System.arraycopy(array, offset, bytes, size, length);
    sorted &= rows == 0 || datetimes[rows - 1] <= datetimeMicros;
    offsets[rows] = size;
    datetimes[rows] = datetimeMicros;
    rows++;
    size += length;
  }

  boolean isFull() {
    return rows == capacityRows;
  }

  int bytesHeld() {
    return size;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Offsets of the rows, by {@code datetime}; rows of the same time keep their order. */
  int[] sortedOffsets() {
    if (sorted) {
      return Arrays.copyOf(offsets, rows);
    }
    int[] order = StableOrder.of(datetimes, rows);
    for (int i = 0; i < rows; i++) {
      order[i] = offsets[order[i]];
    }
    return order;
  }

  /** Empties the buffer for the next row group. */
  void clear() {
    size = 0;
    rows = 0;
    sorted = true;
  }

  /** Empties the buffer and gives back what an unusually large row group took. */
  void release() {
    clear();
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[START_BYTES];
    }
  }

  private void ensure(int more) {
    long needed = (long) size + more;
    if (needed <= bytes.length) {
      return;
    }
    if (needed > Integer.MAX_VALUE - 16) {
      throw new IllegalStateException(
          "a row group of " + (rows + 1) + " rows exceeds 2 GiB: use fewer rows a row group");
    }
    bytes =
        Arrays.copyOf(
            bytes, (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(needed, bytes.length * 2L)));
  }
}
