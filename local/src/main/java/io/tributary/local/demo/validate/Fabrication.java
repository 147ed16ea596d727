package io.tributary.local.demo.validate;

import io.tributary.connectors.credentials.AccessDeniedException;
import io.tributary.connectors.credentials.AuthUnavailableException;
import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.sink.SinkServices;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.sink.internal.CommitServices;
import io.tributary.connectors.sink.internal.FileStager;
import io.tributary.connectors.sink.internal.StagingException;
import io.tributary.connectors.store.StoreException;
import io.tributary.lake.parquet.EncodedFile;
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

  private final SinkServices services;
  private final Path spool;

  /**
   * @param services with a sink key that the deployment lists
   * @param spool a folder for the file while it is written
   */
  Fabrication(SinkServices services, Path spool) {
    this.services = services;
    this.spool = spool;
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
      return commit(stage(miner, encoder.finish(), now));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private StagedFile stage(Hotkey miner, EncodedFile file, Instant now) throws IOException {
    try (FileStager stager = services.openStager()) {
      StagedFile staged = stager.stage(new BufferKey(SourceId.X, miner, 0), now, file);
      return new StagedFile(
          staged.upload(),
          staged.writeToken(),
          staged.manifest(),
          staged.rows(),
          staged.stagedAtMillis(),
          LINE,
          0);
    } catch (StagingException e) {
      throw new IOException("the fabricated file cannot be staged: " + e.getMessage(), e);
    }
  }

  private CommittedFile commit(StagedFile file) throws IOException, InterruptedException {
    CommitServices opened = services.openCommit();
    try {
      opened.store().complete(file.upload(), opened.credentials().forMiner(file.key().hotkey()));
      opened.log().committed(file);
      return file.committed();
    } catch (StoreException | AccessDeniedException | AuthUnavailableException e) {
      throw new IOException("the fabricated file cannot be committed: " + e.getMessage(), e);
    } finally {
      closeAll(opened);
    }
  }

  private static void closeAll(CommitServices opened) throws IOException {
    try {
      opened.close();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the sink's services cannot be closed", e);
    }
  }
}
