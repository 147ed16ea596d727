package io.tributary.lake.column;

import io.tributary.lake.proof.ColumnChunkExtent;
import io.tributary.schemas.ParquetSchemas;
import io.tributary.schemas.SourceId;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Reads flat columns of a row group, one value a row, with Parquet's own decoders behind checks of
 * everything that they would believe. Pure functions; thread-safe.
 */
public final class ColumnChunks {

  private ColumnChunks() {}

  /**
   * Hands over a column's values in order.
   *
   * @param source whose table it is
   * @param chunk where the proven footer says that the column lies
   * @param rows rows of its row group
   * @param bytes the file's bytes, with all of the chunk among them
   * @param limits what it may claim
   * @return uncompressed bytes of its pages
   * @throws MalformedColumnException if the column cannot be read to its end, or not within limits
   */
  public static long read(
      SourceId source,
      ColumnChunkExtent chunk,
      long rows,
      AuthenticBytes bytes,
      ColumnLimits limits,
      RowValues values)
      throws MalformedColumnException {
    try {
      return readChecked(source, chunk, rows, bytes, limits, values);
    } catch (MalformedColumnException e) {
      throw describe(chunk, e);
    }
  }

  private static long readChecked(
      SourceId source,
      ColumnChunkExtent chunk,
      long rows,
      AuthenticBytes bytes,
      ColumnLimits limits,
      RowValues values)
      throws MalformedColumnException {
    if (chunk.values() != rows) {
      throw new MalformedColumnException(chunk.values() + " values in " + rows + " rows");
    }
    if (chunk.length() > limits.maxChunkBytes()) {
      throw new MalformedColumnException("a chunk of " + chunk.length() + " bytes");
    }
    if (chunk.firstDataPage() < chunk.offset()
        || chunk.firstDataPage() - chunk.offset() >= chunk.length()) {
      throw new MalformedColumnException("the first data page is not where the footer says");
    }
    ColumnDescriptor column =
        ParquetSchemas.of(source).getColumnDescription(chunk.column().split("\\."));
    PageSource pages =
        new PageSource(
            bytes.copy(chunk.offset(), (int) chunk.length()),
            chunk,
            column.getPrimitiveType(),
            limits);
    BoundedValues bounded = new BoundedValues(column.getPrimitiveType(), chunk.bounds(), values);
    decode(column, pages, rows, bounded);
    if (!pages.isExhausted()) {
      throw new MalformedColumnException("bytes that belong to no page");
    }
    bounded.requireKept();
    return pages.unpackedBytes();
  }

  private static void decode(ColumnDescriptor column, PageSource pages, long rows, RowValues values)
      throws MalformedColumnException {
    boolean isText = column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
    Cursor cursor = new Cursor(column, pages, rows);
    for (int row = 0; row < rows; row++) {
      if (!cursor.next()) {
        values.missing(row);
      } else if (isText) {
        values.bytes(row, cursor.text());
      } else {
        values.number(row, cursor.number());
      }
    }
  }

  private static MalformedColumnException describe(
      ColumnChunkExtent chunk, MalformedColumnException e) {
    return new MalformedColumnException(
        "column " + chunk.column() + " of row group " + chunk.rowGroup() + ": " + e.getMessage(),
        e);
  }

  /**
   * Parquet's decoder, whose exceptions of every kind mean that the bytes cannot be; those of
   * whoever takes the values stay what they are.
   */
  private static final class Cursor {
    private final ColumnDescriptor column;
    private final ColumnReaderImpl reader;
    private boolean started;

    Cursor(ColumnDescriptor column, PageSource pages, long rows) throws MalformedColumnException {
      this.column = column;
      try {
        reader =
            new ColumnReaderImpl(column, new Pages(pages, rows), new PrimitiveConverter() {}, null);
      } catch (RuntimeException e) {
        throw malformed(e);
      }
    }

    /** Moves to the next row; whether it has a value. */
    boolean next() throws MalformedColumnException {
      try {
        if (started) {
          reader.consume();
        }
        started = true;
        return reader.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel();
      } catch (RuntimeException e) {
        throw malformed(e);
      }
    }

    Binary text() throws MalformedColumnException {
      try {
        return reader.getBinary();
      } catch (RuntimeException e) {
        throw malformed(e);
      }
    }

    long number() throws MalformedColumnException {
      try {
        return reader.getLong();
      } catch (RuntimeException e) {
        throw malformed(e);
      }
    }

    private static MalformedColumnException malformed(RuntimeException e) {
      return e instanceof Malformed carried
          ? carried.cause
          : new MalformedColumnException("values that do not decode", e);
    }
  }

  /** Carries what is wrong through Parquet's decoder, which knows no checked exceptions. */
  private static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient MalformedColumnException cause;

    Malformed(MalformedColumnException cause) {
      super(cause);
      this.cause = cause;
    }
  }

  private record Pages(PageSource source, long values) implements PageReader {

    @Override
    public DictionaryPage readDictionaryPage() {
      try {
        return source.dictionary();
      } catch (MalformedColumnException e) {
        throw new Malformed(e);
      }
    }

    @Override
    public long getTotalValueCount() {
      return values;
    }

    @Override
    public DataPage readPage() {
      try {
        return source.data();
      } catch (MalformedColumnException e) {
        throw new Malformed(e);
      }
    }
  }
}
