package io.tributary.lake.parquet;

/** Where a row of the binary form begins. Reused for every row; not thread-safe. */
final class Row {
  byte[] array;
  int offset;
}
