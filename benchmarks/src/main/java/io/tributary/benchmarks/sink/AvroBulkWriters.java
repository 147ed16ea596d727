package io.tributary.benchmarks.sink;

import io.tributary.benchmarks.AvroRecords;
import io.tributary.connectors.sink.MinerRow;
import java.io.IOException;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.formats.parquet.ParquetWriterFactory;

/** Parquet by way of {@code GenericRecord}, with the options that our files have. */
final class AvroBulkWriters implements BulkWriter.Factory<MinerRow> {

  private static final long serialVersionUID = 1L;

  @Override
  public BulkWriter<MinerRow> create(FSDataOutputStream out) throws IOException {
    AvroRecords records = new AvroRecords();
    BulkWriter<GenericRecord> writer =
        new ParquetWriterFactory<>(file -> records.writer(file).build()).create(out);
    return new BulkWriter<>() {
      @Override
      public void addElement(MinerRow row) throws IOException {
        writer.addElement(records.of(row.row()));
      }

      @Override
      public void flush() throws IOException {
        writer.flush();
      }

      @Override
      public void finish() throws IOException {
        writer.finish();
      }
    };
  }
}
