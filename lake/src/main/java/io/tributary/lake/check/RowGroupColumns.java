package io.tributary.lake.check;

import io.tributary.lake.column.AuthenticBytes;
import io.tributary.lake.column.ColumnChunks;
import io.tributary.lake.column.ColumnLimits;
import io.tributary.lake.column.MalformedColumnException;
import io.tributary.lake.column.RowValues;
import io.tributary.lake.proof.ColumnChunkExtent;
import io.tributary.lake.proof.Footer;

/**
 * The columns of one row group, of which those that are read must be among the authentic bytes. Not
 * thread-safe.
 */
public final class RowGroupColumns {

  private final Footer footer;
  private final int group;
  private final AuthenticBytes bytes;
  private final ColumnLimits limits;
  private final long firstRow;

  /**
   * A row group.
   *
   * @param footer a proven one
   */
  public RowGroupColumns(Footer footer, int group, AuthenticBytes bytes, ColumnLimits limits) {
    this.footer = footer;
    this.group = group;
    this.bytes = bytes;
    this.limits = limits;
    long before = 0;
    for (int i = 0; i < group; i++) {
      before += footer.rowsOf(i);
    }
    firstRow = before;
  }

  /** How many rows it has. */
  int rows() {
    // At most as many as the rules allow a row group.
    return Math.toIntExact(footer.rowsOf(group));
  }

  /** The position in the file of its first row. */
  long firstRow() {
    return firstRow;
  }

  /** Compressed bytes of a column. */
  long packedBytes(String column) {
    return footer.chunk(group, column).length();
  }

  /** Reads a column of running text; answers its uncompressed bytes. */
  long readText(String column, RowValues values) throws MalformedColumnException {
    return read(column, limits, values);
  }

  /** Reads any other column; answers its uncompressed bytes. */
  long readShort(String column, RowValues values) throws MalformedColumnException {
    return read(column, limits.forShortValues(rows()), values);
  }

  private long read(String column, ColumnLimits within, RowValues values)
      throws MalformedColumnException {
    ColumnChunkExtent chunk = footer.chunk(group, column);
    return ColumnChunks.read(footer.commitments().source(), chunk, rows(), bytes, within, values);
  }
}
