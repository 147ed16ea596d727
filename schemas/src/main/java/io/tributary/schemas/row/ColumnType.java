package io.tributary.schemas.row;

/** The type of a column, and of its value in memory. */
public enum ColumnType {
  /** {@code Long}: microseconds since the epoch, UTC; INT64 TIMESTAMP(MICROS, UTC) in files. */
  TIMESTAMP_MICROS,
  /** {@code String}; BYTE_ARRAY STRING in files. */
  STRING,
  /** {@code Long}; INT64 in files. */
  LONG,
  /** {@code Double}; DOUBLE in files. */
  DOUBLE,
  /** {@code Boolean}; BOOLEAN in files. */
  BOOLEAN,
  /** {@code List<String>} without null elements; 3-level LIST of STRING in files. */
  STRING_LIST
}
