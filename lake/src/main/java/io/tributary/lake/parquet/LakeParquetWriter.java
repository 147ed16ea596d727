package io.tributary.lake.parquet;

import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Columns;
import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Sets Parquet's writer up for files of the lake. */
final class LakeParquetWriter {

  /** The columns of few distinct values: elsewhere a dictionary costs more than zstd leaves it. */
  private static final Set<String> DICTIONARY_COLUMNS =
      Set.of("label", "language", "communityName", "dataType");

  /** Text in statistics is cut to this length, or long bodies would fill the footer. */
  private static final int STATISTICS_BYTES = 64;

  /** Only the number of rows ends a row group. */
  private static final long UNBOUNDED_ROW_GROUP_BYTES = Long.MAX_VALUE / 4;

  private LakeParquetWriter() {}

  static ParquetWriter<Row> open(
      SourceId source, CommittingOutputStream stream, EncoderOptions options, long expectedRows)
      throws IOException {
    String id = Columns.idColumn(source);
    long distinct = Math.max(1, Math.min(expectedRows, options.rowGroupRows()));
    Builder builder =
        new Builder(stream, source)
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new ZstdCodecFactory(options.zstdLevel()))
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withWriterVersion(WriterVersion.PARQUET_1_0)
            .withRowGroupSize(UNBOUNDED_ROW_GROUP_BYTES)
            .withRowGroupRowCountLimit(options.rowGroupRows())
            .withPageSize(options.pageSizeBytes())
            .withPageRowCountLimit(options.pageRows())
            .withStatisticsTruncateLength(STATISTICS_BYTES)
            .withColumnIndexTruncateLength(STATISTICS_BYTES)
            .withMaxBloomFilterBytes(options.bloomMaxBytes())
            .withBloomFilterEnabled(id, true)
            .withBloomFilterNDV(id, distinct)
            .withBloomFilterFPP(id, options.bloomFalsePositiveRate())
            .withDictionaryEncoding(false);
    for (String column : DICTIONARY_COLUMNS) {
      builder.withDictionaryEncoding(column, true);
    }
    return builder.build();
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
    private final CommittingOutputStream stream;
    private final SourceId source;

    Builder(CommittingOutputStream stream, SourceId source) {
      super(new StreamOutputFile(stream));
      this.stream = stream;
      this.source = source;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the parent
    protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
      throw new UnsupportedOperationException("files of the lake are written without Hadoop");
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(ParquetConfiguration configuration) {
      return new RowWriteSupport(source, stream);
    }
  }
}
