package io.tributary.connectors.sink;

import io.tributary.connectors.store.StagedUpload;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.schemas.ObjectKey;
import java.time.Instant;
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
 * @param epoch the start of the job that the checkpoint belongs to; 0 where starts were not told
 *     apart
 */
public record StagedFile(
    StagedUpload upload,
    String writeToken,
    byte[] manifest,
    long rows,
    long stagedAtMillis,
    String lineage,
    long checkpointId,
    long epoch) {

  public StagedFile {
    Objects.requireNonNull(upload, "upload");
    Objects.requireNonNull(writeToken, "writeToken");
    Objects.requireNonNull(manifest, "manifest");
    Objects.requireNonNull(lineage, "lineage");
  }

  /** A file that no checkpoint carries yet, or one of before starts were told apart. */
  public StagedFile(
      StagedUpload upload,
      String writeToken,
      byte[] manifest,
      long rows,
      long stagedAtMillis,
      String lineage,
      long checkpointId) {
    this(upload, writeToken, manifest, rows, stagedAtMillis, lineage, checkpointId, 0);
  }

  /** The key that completing the upload creates. */
  public ObjectKey key() {
    return upload.key();
  }

  /** The same file, carried by a checkpoint of a start of the job. */
  public StagedFile withCheckpoint(String newLineage, LinePosition position) {
    return new StagedFile(
        upload,
        writeToken,
        manifest,
        rows,
        stagedAtMillis,
        newLineage,
        position.checkpointId(),
        position.epoch());
  }

  /** Where it was carried. */
  public LinePosition position() {
    return new LinePosition(epoch, checkpointId);
  }

  /** What is published of it once it is in the lake. */
  public CommittedFile committed() {
    return new CommittedFile(
        upload.bucket(),
        key(),
        Octets.of(manifest),
        lineage,
        checkpointId,
        Instant.ofEpochMilli(stagedAtMillis),
        epoch,
        0);
  }
}
