package io.tributary.jobs.validate.table;

import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.parquet.ZstdCodecFactory;
import io.tributary.schemas.avro.VerdictRow;
import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Writes messages with signed verdicts to Parquet, by way of Avro and without Hadoop. */
final class VerdictWriters implements BulkWriter.Factory<KafkaMessage> {

  private static final long serialVersionUID = 1L;

  /** Verdicts compress well, and there are few of them. */
  private static final int ZSTD_LEVEL = 3;

  @Override
  public BulkWriter<KafkaMessage> create(FSDataOutputStream out) throws IOException {
    ParquetWriter<VerdictRow> writer = new Builder(new FlinkFile(out)).build();
    return new BulkWriter<>() {
      @Override
      public void addElement(KafkaMessage message) throws IOException {
        try {
          writer.write(VerdictRows.of(message.value()));
        } catch (MalformedBytesException e) {
          throw new IOException("the job made a verdict that cannot be read", e);
        }
      }

      @Override
      public void flush() {
        // Parquet writes whole row groups; they are flushed with the stream when it ends.
      }

      @Override
      public void finish() throws IOException {
        writer.close();
      }
    };
  }

  private static final class Builder extends ParquetWriter.Builder<VerdictRow, Builder> {

    Builder(OutputFile file) {
      super(file);
      PlainParquetConfiguration lists = new PlainParquetConfiguration();
      lists.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
      withConf(lists);
      withCodecFactory(new ZstdCodecFactory(ZSTD_LEVEL));
      withCompressionCodec(CompressionCodecName.ZSTD);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the parent
    protected WriteSupport<VerdictRow> getWriteSupport(Configuration configuration) {
      throw new UnsupportedOperationException("verdicts are written without Hadoop");
    }

    @Override
    protected WriteSupport<VerdictRow> getWriteSupport(ParquetConfiguration configuration) {
      return new AvroWriteSupport<>(
          new AvroSchemaConverter(configuration).convert(VerdictRow.getClassSchema()),
          VerdictRow.getClassSchema(),
          new VerdictRow().getSpecificData());
    }
  }

  /** A stream of Flink's, which its owner closes. */
  private record FlinkFile(FSDataOutputStream out) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new PositionOutputStream() {
        @Override
        public long getPos() throws IOException {
          return out.getPos();
        }

        @Override
        public void write(int b) throws IOException {
          out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
          out.flush();
        }

        @Override
        public void close() throws IOException {
          out.flush();
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
