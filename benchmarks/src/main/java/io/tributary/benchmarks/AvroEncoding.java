package io.tributary.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;

/** The same file by way of {@code GenericRecord}. */
final class AvroEncoding {

  private final AvroRecords records = new AvroRecords();

  long encode(Path file, byte[][] rows, int count) throws IOException {
    Files.deleteIfExists(file);
    try (ParquetWriter<GenericRecord> writer = records.writer(new LocalOutputFile(file)).build()) {
      for (int i = 0; i < count; i++) {
        writer.write(records.of(rows[i % rows.length]));
      }
    }
    return Files.size(file);
  }
}
