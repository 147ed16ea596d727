package io.tributary.connectors.sink.internal;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;

/** Reads one text column of a Parquet file with parquet-java, without Hadoop's codecs. */
final class ParquetTexts {

  private ParquetTexts() {}

  static List<String> read(Path file, String column) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new Zstandard())
            .build();
    List<String> texts = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      MessageType wanted = new MessageType(schema.getName(), schema.getType(column));
      reader.setRequestedSchema(wanted);
      ColumnDescriptor descriptor = wanted.getColumns().get(0);
      PageReadStore pages;
      while ((pages = reader.readNextRowGroup()) != null) {
        ColumnReader values =
            new ColumnReadStoreImpl(
                    pages, new GroupRecordConverter(wanted).getRootConverter(), wanted, null)
                .getColumnReader(descriptor);
        for (long i = 0; i < pages.getRowCount(); i++) {
          texts.add(values.getBinary().toStringUsingUTF8());
          values.consume();
        }
      }
    }
    return texts;
  }

  private static final class Zstandard implements CompressionCodecFactory {

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      throw new UnsupportedOperationException("reads only");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      return new Decompressor();
    }

    @Override
    public void release() {
      // Holds nothing.
    }
  }

  private static final class Decompressor
      implements CompressionCodecFactory.BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return BytesInput.from(Zstd.decompress(bytes.toInputStream().readAllBytes(), size));
    }

    @Override
    public void decompress(
        ByteBuffer input, int compressedSize, ByteBuffer output, int decompressedSize) {
      throw new UnsupportedOperationException("pages come as bytes here");
    }

    @Override
    public void release() {
      // Holds nothing.
    }
  }
}
