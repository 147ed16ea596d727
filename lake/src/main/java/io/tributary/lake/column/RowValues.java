package io.tributary.lake.column;

import org.apache.parquet.io.api.Binary;

/**
 * Takes the values of a column, row by row, each row exactly once and in order; of the two kinds of
 * values only those of the column's type come. What is not overridden is passed over.
 */
public interface RowValues {

  /** A text or list of bytes, as the file holds it; valid during the call only. */
  default void bytes(int row, Binary value) {}

  /** A number or a time. */
  default void number(int row, long value) {}

  /** The row has no value. */
  default void missing(int row) {}
}
