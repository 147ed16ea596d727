package io.tributary.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Columns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Parquet's own reader reads is what was written, statistics and filters included. */
class ParquetJavaReadTest {

  private static final EncoderOptions OPTIONS = EncoderOptions.DEFAULTS.withRowGroupRows(300);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(SourceId.class)
  void recordsComeBack(SourceId source) throws Exception {
    List<Object[]> values = SampleRows.values(source, 300, 11);
    Path file = Encoding.encode(folder, OPTIONS, source, SampleRows.encode(source, values)).path();
    values.sort(Comparator.comparingLong(row -> (Long) row[0]));
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file))
            .set("parquet.avro.add-list-element-records", "false")
            .build()) {
      for (Object[] row : values) {
        GenericRecord record = reader.read();
        for (int i = 0; i < row.length; i++) {
          String name = Columns.of(source).get(i).name();
          assertThat(String.valueOf(record.get(name))).as(name).isEqualTo(String.valueOf(row[i]));
        }
      }
      assertThat(reader.read()).isNull();
    }
  }

  @Test
  void statisticsOutliveTheBufferThatHeldTheirBytes() throws Exception {
    List<Object[]> values = SampleRows.values(SourceId.X, 900, 12);
    int id = column("tweet_id");
    Path file =
        Encoding.encode(folder, OPTIONS, SourceId.X, SampleRows.encode(SourceId.X, values)).path();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      List<BlockMetaData> groups = reader.getFooter().getBlocks();
      assertThat(groups).hasSize(3);
      for (int group = 0; group < 3; group++) {
        List<String> ids = new ArrayList<>();
        values.subList(group * 300, group * 300 + 300).forEach(row -> ids.add((String) row[id]));
        ColumnChunkMetaData chunk = chunk(groups.get(group), "tweet_id");
        Binary min = (Binary) chunk.getStatistics().genericGetMin();
        Binary max = (Binary) chunk.getStatistics().genericGetMax();
        assertThat(min.toStringUsingUTF8()).isEqualTo(ids.stream().min(String::compareTo).get());
        assertThat(max.toStringUsingUTF8()).isEqualTo(ids.stream().max(String::compareTo).get());
      }
    }
  }

  @Test
  void bloomFilterKnowsEveryIdAndFewOthers() throws Exception {
    List<Object[]> values = SampleRows.values(SourceId.X, 300, 13);
    Path file =
        Encoding.encode(folder, OPTIONS, SourceId.X, SampleRows.encode(SourceId.X, values)).path();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      BlockMetaData group = reader.getFooter().getBlocks().get(0);
      BloomFilter filter = reader.readBloomFilter(chunk(group, "tweet_id"));
      for (Object[] row : values) {
        Binary id = Binary.fromString((String) row[column("tweet_id")]);
        assertThat(filter.findHash(filter.hash(id))).isTrue();
      }
      long strangers = 0;
      for (int i = 0; i < 10_000; i++) {
        strangers += filter.findHash(filter.hash(Binary.fromString("stranger" + i))) ? 1 : 0;
      }
      assertThat(strangers).isLessThan(400);
      assertThat(filter.getBitsetSize()).isLessThanOrEqualTo(1024);
    }
  }

  @Test
  void pageIndexIsThereForEveryColumnAndPagesAreInOrderOfTime() throws Exception {
    EncoderOptions pages = new EncoderOptions(300, 64 << 10, 1, 1 << 20, 100, 1 << 20, 0.01);
    Path file =
        Encoding.encode(folder, pages, SourceId.X, SampleRows.of(SourceId.X, 300, 14)).path();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      for (ColumnChunkMetaData chunk : reader.getFooter().getBlocks().get(0).getColumns()) {
        assertThat(reader.readOffsetIndex(chunk).getPageCount()).isEqualTo(3);
        ColumnIndex index = reader.readColumnIndex(chunk);
        assertThat(index).as(chunk.getPath().toString()).isNotNull();
        if (chunk.getPath().toDotString().equals("datetime")) {
          assertThat(index.getBoundaryOrder().name()).isEqualTo("ASCENDING");
        }
      }
    }
  }

  private static ColumnChunkMetaData chunk(BlockMetaData group, String column) {
    return group.getColumns().stream()
        .filter(chunk -> chunk.getPath().toDotString().equals(column))
        .findFirst()
        .orElseThrow();
  }

  private static int column(String name) {
    return Columns.of(SourceId.X).stream().map(c -> c.name()).toList().indexOf(name);
  }
}
