package io.tributary.connectors.sink;

import io.tributary.connectors.credentials.AccessDeniedException;
import io.tributary.connectors.credentials.AuthUnavailableException;
import io.tributary.connectors.sink.internal.CommitServices;
import io.tributary.connectors.sink.internal.FileStager;
import io.tributary.connectors.sink.internal.KafkaCommitLog;
import io.tributary.connectors.sink.internal.StagingException;
import io.tributary.connectors.store.StoreException;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.time.Instant;

/**
 * Writes single files outside of any job, as the sink does: staged with the miner's credentials,
 * signed with the miner's access key, completed, published; and withdraws them. Nothing is tried
 * again: whoever fails here begins anew. Not thread-safe.
 */
public final class LoneFiles {

  private final LakeServices services;
  private final String line;

  /**
   * @param line names the line of checkpoints that the files belong to; that of no job
   */
  public LoneFiles(LakeServices services, String line) {
    this.services = services;
    this.line = line;
  }

  /**
   * Writes a file and publishes it.
   *
   * @param miner whose rows they are
   * @param file stays where it is
   * @param now names the file
   * @return what was published
   * @throws IOException if it cannot be; an upload may be left behind, for the janitor
   */
  public CommittedFile write(Hotkey miner, EncodedFile file, Instant now)
      throws IOException, InterruptedException {
    StagedFile staged;
    try (FileStager stager = services.openStager()) {
      staged =
          stager
              .stage(new BufferKey(file.source(), miner, 0), now, file)
              .withCheckpoint(line, new LinePosition(0, 0));
    } catch (StagingException e) {
      throw new IOException("a file of " + miner + " cannot be staged: " + e.getMessage(), e);
    }
    commit(staged);
    return staged.committed();
  }

  private void commit(StagedFile file) throws IOException, InterruptedException {
    try (CommitServices opened = services.openCommit()) {
      Hotkey miner = file.key().hotkey();
      opened.store().complete(file.upload(), opened.credentials().forMiner(miner));
      opened.log().committed(file);
    } catch (StoreException | AccessDeniedException | AuthUnavailableException e) {
      throw new IOException(file.key() + " cannot be committed: " + e.getMessage(), e);
    }
  }

  /** Publishes that a file is not in the lake any more; whoever calls this deletes the object. */
  public void withdraw(CommittedFile file) throws IOException, InterruptedException {
    try (KafkaCommitLog log = services.openLog()) {
      log.withdrawn(file.withdrawn(file.epoch() + 1));
    }
  }
}
