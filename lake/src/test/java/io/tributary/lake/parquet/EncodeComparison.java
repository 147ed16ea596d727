package io.tributary.lake.parquet;

import io.tributary.schemas.ParquetSchemas;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import io.tributary.schemas.row.RowReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/**
 * Measures the encoder beside {@code AvroParquetWriter} with ZSTD on the same rows, in alternating
 * runs: rows per second of the process's only busy thread. Both start from rows in binary form, as
 * they lie in the sink's state.
 */
public final class EncodeComparison {

  private static final int ROWS = 50_000;
  private static final int RUNS = 5;

  private EncodeComparison() {}

  public static void main(String[] args) throws IOException {
    List<byte[]> rows = SampleRows.of(SourceId.X, ROWS, 42);
    long bytes = rows.stream().mapToLong(row -> row.length).sum();
    System.out.printf(Locale.ROOT, "%d rows of %d bytes%n", ROWS, bytes / ROWS);
    Path folder = Files.createTempDirectory("encode");
    double[] avro = new double[RUNS];
    double[] level1 = new double[RUNS];
    double[] level3 = new double[RUNS];
    for (int run = -2; run < RUNS; run++) {
      int at = Math.max(run, 0);
      avro[at] = rate("avro", () -> encodeAvro(rows, folder.resolve("avro")), folder);
      level1[at] = rate("zstd1", () -> encodeOurs(rows, folder.resolve("zstd1"), 1), folder);
      level3[at] = rate("zstd3", () -> encodeOurs(rows, folder.resolve("zstd3"), 3), folder);
    }
    System.out.printf(
        Locale.ROOT,
        "median rows/s: avro+zstd3 %.0f, ours zstd1 %.0f (%.2fx), ours zstd3 %.0f (%.2fx)%n",
        median(avro),
        median(level1),
        median(level1) / median(avro),
        median(level3),
        median(level3) / median(avro));
  }

  private interface Encoding {
    void run() throws IOException;
  }

  private static double rate(String name, Encoding encoding, Path folder) throws IOException {
    long start = threadNanos();
    encoding.run();
    double rate = ROWS * 1e9 / (threadNanos() - start);
    System.out.printf(
        Locale.ROOT, "%s %.0f rows/s, %d bytes%n", name, rate, Files.size(folder.resolve(name)));
    return rate;
  }

  private static long threadNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void encodeOurs(List<byte[]> rows, Path file, int level) throws IOException {
    try (LakeFileEncoder encoder =
        new LakeFileEncoder(EncoderOptions.DEFAULTS.withZstdLevel(level))) {
      encoder.start(SourceId.X, file, rows.size());
      for (byte[] row : rows) {
        encoder.append(row);
      }
      encoder.finish();
    }
  }

  private static void encodeAvro(List<byte[]> rows, Path file) throws IOException {
    Files.deleteIfExists(file);
    ParquetConfiguration plainLists =
        new PlainParquetConfiguration(Map.of("parquet.avro.add-list-element-records", "false"));
    Schema schema = new AvroSchemaConverter(plainLists).convert(ParquetSchemas.of(SourceId.X));
    List<Column> columns = Columns.of(SourceId.X);
    RowReader reader = new RowReader();
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withSchema(schema)
            .withRowGroupRowCountLimit(10_000)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .config("parquet.avro.write-old-list-structure", "false")
            .build()) {
      for (byte[] row : rows) {
        reader.reset(row, 0, columns.size());
        GenericRecord record = new GenericData.Record(schema);
        for (int i = 0; i < columns.size(); i++) {
          if (reader.isPresent(i)) {
            record.put(i, read(columns.get(i), reader));
          }
        }
        writer.write(record);
      }
    }
  }

  private static Object read(Column column, RowReader reader) {
    return switch (column.type()) {
      case TIMESTAMP_MICROS, LONG -> reader.readLong();
      case DOUBLE -> reader.readDouble();
      case BOOLEAN -> reader.readBoolean();
      case STRING -> reader.readString();
      case STRING_LIST -> reader.readStrings();
    };
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
