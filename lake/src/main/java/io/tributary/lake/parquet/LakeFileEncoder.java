package io.tributary.lake.parquet;

import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Columns;
import io.tributary.schemas.row.RowReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.parquet.hadoop.ParquetWriter;

/**
 * Encodes one file after another, each into a spool file: {@link #start}, {@link #append} row by
 * row, {@link #finish}.
 *
 * <p>Memory is bounded by about two row groups (the rows as they came, and Parquet's pages),
 * however long the file is, and codec memory outside the heap is freed with every file. Rows are
 * sorted by {@code datetime} inside each row group, rows of the same time keep their order. The
 * same rows and options give the same bytes.
 *
 * <p>Not thread-safe. After an exception from {@code append} or {@code finish} call {@link #abort};
 * the encoder can then start again. {@link #close} aborts what is open.
 */
public final class LakeFileEncoder implements Closeable {

  private final EncoderOptions options;
  private final byte[] leafBuffer;
  private final RowGroupBuffer group;
  private final RowReader reader = new RowReader();
  private final Row row = new Row();

  private SourceId source;
  private Path path;
  private int columns;
  private CommittingOutputStream stream;
  private ParquetWriter<Row> writer;
  private long rows;
  private long firstMicros;
  private long lastMicros;

  /** An encoder that has no file open yet. */
  public LakeFileEncoder(EncoderOptions options) {
    this.options = options;
    this.leafBuffer = new byte[options.leafSizeBytes()];
    this.group = new RowGroupBuffer(options.rowGroupRows());
  }

  /**
   * Opens a file.
   *
   * @param source whose table the rows belong to
   * @param spool the file to write; replaced if it exists
   * @param expectedRows about how many rows will come; sizes the Bloom filter of a small file
   * @throws IllegalStateException if a file is open
   */
  public void start(SourceId source, Path spool, long expectedRows) throws IOException {
    if (isOpen()) {
      throw new IllegalStateException("finish or abort " + path + " before starting " + spool);
    }
    this.source = Objects.requireNonNull(source, "source");
    path = Objects.requireNonNull(spool, "spool");
    columns = Columns.of(source).size();
    rows = 0;
    firstMicros = Long.MAX_VALUE;
    lastMicros = Long.MIN_VALUE;
    OutputStream out = Files.newOutputStream(spool);
    try {
      stream = new CommittingOutputStream(out, leafBuffer);
      writer = LakeParquetWriter.open(source, stream, options, expectedRows);
    } finally {
      if (writer == null) {
        out.close();
        stream = null;
      }
    }
  }

  /** Adds a row in the form of {@link io.tributary.schemas.row.RowWriter}. */
  public void append(byte[] encodedRow) throws IOException {
    append(encodedRow, 0, encodedRow.length);
  }

  /** Adds a row that lies in part of an array. The array may be reused after the call. */
  public void append(byte[] array, int offset, int length) throws IOException {
    requireOpen();
    Objects.checkFromIndexSize(offset, length, array.length);
    reader.reset(array, offset, columns);
    if (!reader.isPresent(Columns.DATETIME)) {
      throw new IllegalArgumentException("row " + rows + " has no datetime");
    }
    long datetime = reader.readLong();
    group.add(datetime, array, offset, length);
    rows++;
    firstMicros = Math.min(firstMicros, datetime);
    lastMicros = Math.max(lastMicros, datetime);
    if (group.isFull()) {
      writeGroup();
    }
  }

  /** About how long the file is: what is written, plus the uncompressed rows still held. */
  public long bytesSoFar() {
    requireOpen();
    return stream.getPos() + group.bytesHeld();
  }

  /**
   * Completes and closes the file.
   *
   * @throws IllegalStateException if no row was added: a file has at least one
   */
  public EncodedFile finish() throws IOException {
    requireOpen();
    if (rows == 0) {
      throw new IllegalStateException("a file of the lake has at least one row: abort " + path);
    }
    writeGroup();
    writer.close();
    EncodedFile file =
        new EncodedFile(
            path,
            source,
            stream.getPos(),
            stream.dataLength(),
            stream.leafSize(),
            rows,
            firstMicros,
            lastMicros,
            Octets.of(stream.wholeDigest()),
            Octets.of(stream.tailDigest()),
            stream.leafCount());
    forget();
    return file;
  }

  /** Closes and deletes the open file, if there is one. */
  public void abort() throws IOException {
    if (!isOpen()) {
      return;
    }
    ParquetWriter<Row> open = writer;
    Path spool = path;
    forget();
    try {
      open.close();
    } finally {
      Files.deleteIfExists(spool);
    }
  }

  /** Whether a file is open. */
  public boolean isOpen() {
    return writer != null;
  }

  @Override
  public void close() throws IOException {
    abort();
  }

  private void writeGroup() throws IOException {
    row.array = group.bytes();
    for (int offset : group.sortedOffsets()) {
      row.offset = offset;
      writer.write(row);
    }
    group.clear();
  }

  private void forget() {
    writer = null;
    stream = null;
    row.array = null;
    group.release();
  }

  private void requireOpen() {
    if (!isOpen()) {
      throw new IllegalStateException("no file is open: call start first");
    }
  }
}
