package io.tributary.local.demo.validate;

import io.tributary.connectors.sink.LakeServices;
import io.tributary.connectors.sink.LoneFiles;
import io.tributary.lake.parquet.EncoderOptions;
import io.tributary.lake.parquet.LakeFileEncoder;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Writes a file of rows that the ingest would refuse, as somebody does who has a sink key and a
 * miner's access key: staged, signed, committed and published as every other file.
 */
final class Fabrication {

  /** No line of checkpoints of any job. */
  static final String LINE = "behind-the-ingest";

  private final LoneFiles files;
  private final Path spool;

  /**
   * @param services with a sink key that the deployment lists
   * @param spool a folder for the file while it is written
   */
  Fabrication(LakeServices services, Path spool) {
    this.files = new LoneFiles(services, LINE);
    this.spool = spool;
  }

  /** Withdraws a file that was written so. */
  void withdraw(CommittedFile file) throws IOException, InterruptedException {
    files.withdraw(file);
  }

  /** Writes the rows as a file of the miner on X; answers what was published of it. */
  CommittedFile write(Hotkey miner, List<byte[]> rows, Instant now)
      throws IOException, InterruptedException {
    Files.createDirectories(spool);
    Path file = Files.createTempFile(spool, "fabricated", ".parquet");
    try (LakeFileEncoder encoder = new LakeFileEncoder(EncoderOptions.DEFAULTS)) {
      encoder.start(SourceId.X, file, rows.size());
      for (byte[] row : rows) {
        encoder.append(row);
      }
      return files.write(miner, encoder.finish(), now);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
