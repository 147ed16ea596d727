package io.tributary.benchmarks;

import io.tributary.schemas.ParquetSchemas;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import io.tributary.schemas.row.RowReader;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/** Rows of X as {@code GenericRecord}, as parquet-avro's users write them. Not thread-safe. */
public final class AvroRecords {

  private static final int ROW_GROUP_ROWS = 10_000;

  private final List<Column> columns = Columns.of(SourceId.X);
  private final RowReader reader = new RowReader();
  private final Schema schema =
      new AvroSchemaConverter(
              new PlainParquetConfiguration(
                  Map.of("parquet.avro.add-list-element-records", "false")))
          .convert(ParquetSchemas.of(SourceId.X));

  /** A writer with the row groups and the compression of our files. */
  public AvroParquetWriter.Builder<GenericRecord> writer(OutputFile file) {
    return AvroParquetWriter.<GenericRecord>builder(file)
        .withSchema(schema)
        .withRowGroupRowCountLimit(ROW_GROUP_ROWS)
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .config("parquet.avro.write-old-list-structure", "false");
  }

  /** The record of a row in binary form. */
  public GenericRecord of(byte[] row) {
    reader.reset(row, 0, columns.size());
    GenericRecord record = new GenericData.Record(schema);
    for (int i = 0; i < columns.size(); i++) {
      if (reader.isPresent(i)) {
        record.put(i, value(columns.get(i), reader));
      }
    }
    return record;
  }

  private static Object value(Column column, RowReader reader) {
    return switch (column.type()) {
      case TIMESTAMP_MICROS, LONG -> reader.readLong();
      case DOUBLE -> reader.readDouble();
      case BOOLEAN -> reader.readBoolean();
      case STRING -> reader.readString();
      case STRING_LIST -> reader.readStrings();
    };
  }
}
