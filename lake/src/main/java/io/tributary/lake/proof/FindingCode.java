package io.tributary.lake.proof;

/** What can be wrong with a file. The codes are stable; docs/formats.md lists them. */
public enum FindingCode {
  /** The file cannot be read, or changed its length meanwhile. */
  NOT_READABLE,
  /** The name is not that of a file of the lake. */
  NAME_MALFORMED,
  /** The name claims another number of rows than the footer. */
  NAME_ROWS,
  /** The name claims another tail digest than the bytes have. */
  NAME_DIGEST,
  /** The file lies under another source than its footer states. */
  NAME_SOURCE,
  /** Another length than the manifest states. */
  SIZE,
  /** The tail's bytes are not those that were signed. */
  TAIL_DIGEST,
  /** No Parquet file: magic bytes or lengths cannot be. */
  NOT_PARQUET,
  /** The tail is longer than the cap. */
  TAIL_TOO_LARGE,
  /** The footer is not one complete Parquet footer, or has more parts than the cap. */
  FOOTER_MALFORMED,
  /** An encrypted file or column. */
  ENCRYPTED,
  /** The footer's commitments are missing, repeated, malformed or of another version. */
  COMMITMENTS_MALFORMED,
  /** Commitments that differ from the manifest. */
  COMMITMENTS_DIFFER,
  /** Another number of leaf digests than ceil(dataLength / leafSize). */
  LEAF_COUNT,
  /** A leaf's bytes are not those that were committed to. */
  LEAF_DIGEST,
  /** A column chunk in another file. */
  EXTERNAL_FILE,
  /** Column chunks overlap, or do not cover exactly bytes 4 to dataLength. */
  DATA_LAYOUT,
  /** Indexes and Bloom filters do not cover exactly dataLength up to the footer. */
  TAIL_LAYOUT,
  /** No rows, or the row groups' rows do not add up to the file's. */
  ROWS,
  /** A row group before the last does not have the stated number of rows, or the last has more. */
  ROW_GROUP_ROWS,
  /** Columns, order, types or root differ from the table's. */
  SCHEMA,
  /** A column chunk of another column or type than the table has at that place. */
  CHUNK_COLUMN,
  /** An uncompressed column chunk. */
  UNCOMPRESSED,
  /** Statistics of a column that no values of its type can have. */
  STATISTICS
}
