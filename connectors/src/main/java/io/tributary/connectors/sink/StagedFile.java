package io.tributary.connectors.sink;

import io.tributary.connectors.store.StagedUpload;
import io.tributary.schemas.ObjectKey;
import java.util.Objects;

/**
 * A file that lies in the store, whole but invisible, and everything that is needed to make it
 * visible from any machine: the committable of the sink. Holds no credentials.
 *
 * <p>Everything that is published of the file is in here, so that publishing it again gives the
 * same bytes. The array is not copied; nobody may change it.
 *
 * @param upload the upload to complete
 * @param writeToken the token in the object's metadata by which its writer knows it
 * @param manifest the signed manifest, as {@code FileManifests} writes it
 * @param rows rows in the file
 * @param stagedAtMillis when the upload was finished
 * @param lineage names the line of checkpoints that the file belongs to
 * @param checkpointId the checkpoint that carries it
 */
public record StagedFile(
    StagedUpload upload,
    String writeToken,
    byte[] manifest,
    long rows,
    long stagedAtMillis,
    String lineage,
    long checkpointId) {

  public StagedFile {
    Objects.requireNonNull(upload, "upload");
    Objects.requireNonNull(writeToken, "writeToken");
    Objects.requireNonNull(manifest, "manifest");
    Objects.requireNonNull(lineage, "lineage");
  }

  /** The key that completing the upload creates. */
  public ObjectKey key() {
    return upload.key();
  }

  /** The same file, carried by a checkpoint. */
  public StagedFile withCheckpoint(String newLineage, long newCheckpointId) {
    return new StagedFile(
        upload, writeToken, manifest, rows, stagedAtMillis, newLineage, newCheckpointId);
  }
}
