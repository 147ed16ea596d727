package io.tributary.benchmarks;

import io.tributary.lake.parquet.EncoderOptions;
import io.tributary.lake.parquet.LakeFileEncoder;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Files of X from rows in binary form, as they lie in the sink's state: ours carry proofs too. */
final class EncodeBenchmark implements Benchmark {

  private static final int ROWS = 20_000;

  private final byte[][] rows;
  private final Path folder;
  private final AvroEncoding avro = new AvroEncoding();

  EncodeBenchmark(Random random) throws IOException {
    rows = new SampleRows(random).take(ROWS);
    folder = Files.createTempDirectory("encode");
  }

  @Override
  public String unit() {
    return "rows";
  }

  @Override
  public List<Contender> contenders() {
    String plain = "AvroParquetWriter";
    return List.of(
        new Contender("LakeFileEncoder", plain, this::ours),
        new Contender(plain, plain, n -> avro.encode(folder.resolve("avro"), rows, n)));
  }

  private long ours(int operations) throws IOException {
    try (LakeFileEncoder encoder = new LakeFileEncoder(EncoderOptions.DEFAULTS)) {
      encoder.start(SourceId.X, folder.resolve("ours"), operations);
      for (int i = 0; i < operations; i++) {
        encoder.append(rows[i % rows.length]);
      }
      return encoder.finish().sizeBytes();
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(folder.resolve("avro"));
    Files.deleteIfExists(folder.resolve("ours"));
    Files.delete(folder);
  }
}
