package io.tributary.lake.check;

import io.tributary.lake.column.RowValues;
import io.tributary.lake.verdict.VerdictReason;
import org.apache.parquet.io.api.Binary;

/**
 * Reads a column of text: each value is decoded strictly and handed on; what is too long or no text
 * is a fault and handed on as blank. Not thread-safe.
 */
final class TextColumn implements RowValues {

  /** Takes a value of a row; null if there is none. */
  @FunctionalInterface
  interface Taker {
    void take(int row, String text);
  }

  private final String name;
  private final int maxBytes;
  private final long firstRow;
  private final RowFaults faults;
  private final Taker taker;

  TextColumn(String name, int maxBytes, long firstRow, RowFaults faults, Taker taker) {
    this.name = name;
    this.maxBytes = maxBytes;
    this.firstRow = firstRow;
    this.faults = faults;
    this.taker = taker;
  }

  @Override
  public void bytes(int row, Binary value) {
    if (value.length() > maxBytes) {
      faults.add(
          VerdictReason.LIMIT_EXCEEDED,
          firstRow + row,
          name + " has " + value.length() + " bytes, at most " + maxBytes);
      taker.take(row, "");
      return;
    }
    String text = Texts.decode(value);
    if (text == null) {
      faults.add(VerdictReason.FILE_MALFORMED, firstRow + row, name + " is not UTF-8");
      taker.take(row, "");
      return;
    }
    taker.take(row, text);
  }

  @Override
  public void missing(int row) {
    taker.take(row, null);
  }
}
