package io.tributary.benchmarks;

import io.tributary.schemas.ParquetSchemas;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import io.tributary.schemas.row.RowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/** The same file by way of {@code GenericRecord}, as parquet-avro's users write it. */
final class AvroEncoding {

  private static final int ROW_GROUP_ROWS = 10_000;

  private final List<Column> columns = Columns.of(SourceId.X);
  private final Schema schema =
      new AvroSchemaConverter(
              new PlainParquetConfiguration(
                  Map.of("parquet.avro.add-list-element-records", "false")))
          .convert(ParquetSchemas.of(SourceId.X));

  long encode(Path file, byte[][] rows, int count) throws IOException {
    Files.deleteIfExists(file);
    RowReader reader = new RowReader();
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withSchema(schema)
            .withRowGroupRowCountLimit(ROW_GROUP_ROWS)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .config("parquet.avro.write-old-list-structure", "false")
            .build()) {
      for (int i = 0; i < count; i++) {
        reader.reset(rows[i % rows.length], 0, columns.size());
        writer.write(record(reader));
      }
    }
    return Files.size(file);
  }

  private GenericRecord record(RowReader reader) {
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
