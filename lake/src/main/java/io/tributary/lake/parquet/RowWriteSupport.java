package io.tributary.lake.parquet;

import io.tributary.lake.commitment.Commitments;
import io.tributary.lake.commitment.FooterKeys;
import io.tributary.lake.commitment.LeafDigests;
import io.tributary.schemas.ParquetSchemas;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import io.tributary.schemas.row.RowReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/**
 * Moves the values of a row from its binary form into Parquet's columns; text stays UTF-8 bytes.
 *
 * <p>When Parquet asks for the final metadata all row groups have been written, and indexes, Bloom
 * filters and footer have not: that is where the data region ends.
 */
final class RowWriteSupport extends WriteSupport<Row> {

  private final SourceId source;
  private final CommittingOutputStream stream;
  private final Column[] columns;
  private final RowReader reader = new RowReader();
  private RecordConsumer consumer;

  RowWriteSupport(SourceId source, CommittingOutputStream stream) {
    this.source = source;
    this.stream = stream;
    List<Column> table = Columns.of(source);
    this.columns = table.toArray(new Column[0]);
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in the parent
  public WriteContext init(Configuration configuration) {
    throw new UnsupportedOperationException("files of the lake are written without Hadoop");
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(ParquetSchemas.of(source), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(Row row) {
    reader.reset(row.array, row.offset, columns.length);
    consumer.startMessage();
    for (int i = 0; i < columns.length; i++) {
      if (reader.isPresent(i)) {
        consumer.startField(columns[i].name(), i);
        writeValue(columns[i], row.array);
        consumer.endField(columns[i].name(), i);
      }
    }
    consumer.endMessage();
  }

  private void writeValue(Column column, byte[] array) {
    switch (column.type()) {
      case TIMESTAMP_MICROS, LONG -> consumer.addLong(reader.readLong());
      case DOUBLE -> consumer.addDouble(reader.readDouble());
      case BOOLEAN -> consumer.addBoolean(reader.readBoolean());
      case STRING -> writeString(array);
      case STRING_LIST -> writeList(array);
    }
  }

  private void writeList(byte[] array) {
    int count = reader.readCount();
    consumer.startGroup();
    if (count > 0) {
      consumer.startField("list", 0);
      for (int i = 0; i < count; i++) {
        consumer.startGroup();
        consumer.startField("element", 0);
        writeString(array);
        consumer.endField("element", 0);
        consumer.endGroup();
      }
      consumer.endField("list", 0);
    }
    consumer.endGroup();
  }

  private void writeString(byte[] array) {
    int length = reader.readLength();
    // "Reused": statistics and dictionaries outlive the row group's buffer, so they must copy.
    consumer.addBinary(Binary.fromReusedByteArray(array, reader.position(), length));
    reader.skip(length);
  }

  @Override
  public FinalizedWriteContext finalizeWrite() {
    LeafDigests leaves;
    try {
      leaves = stream.endData();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // An ordered map: the same file must have the same bytes in every process.
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FooterKeys.FORMAT, Commitments.FORMAT_VERSION);
    metadata.put(FooterKeys.SOURCE, Integer.toString(source.code()));
    metadata.put(FooterKeys.DATA_LENGTH, Long.toString(stream.dataLength()));
    metadata.put(FooterKeys.LEAF_SIZE, Integer.toString(stream.leafSize()));
    metadata.put(FooterKeys.LEAF_DIGESTS, leaves.toBase64());
    return new FinalizedWriteContext(metadata);
  }
}
