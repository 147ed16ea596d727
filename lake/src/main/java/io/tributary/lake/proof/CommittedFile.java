package io.tributary.lake.proof;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.hotkey.wire.WireWriter;
import io.tributary.schemas.ObjectKey;
import java.time.Instant;
import java.util.Objects;

/**
 * A message of the topic {@code committed-files}: a file is in the lake, or it was and has been
 * withdrawn. The last message of a key counts. Its bytes are the Avro binary of the schema of the
 * same name. Of a file in the lake it holds only what was known when the file was staged, so that
 * publishing it again gives the same bytes. Immutable.
 *
 * @param bucket where it is
 * @param key its key
 * @param manifest the encoded {@link SignedManifest}
 * @param lineage the line of checkpoints that it belongs to
 * @param checkpointId the checkpoint that carried it
 * @param stagedAt when its bytes were in the store
 * @param epoch the start of the job that the checkpoint belongs to; 0 where starts were not told
 *     apart
 * @param withdrawnBy 0 if the file is in the lake, else the start of the job for which it was
 *     withdrawn, which is a later one than its own
 */
public record CommittedFile(
    String bucket,
    ObjectKey key,
    Octets manifest,
    String lineage,
    long checkpointId,
    Instant stagedAt,
    long epoch,
    long withdrawnBy) {

  /** The newest version that {@link #encode()} writes. */
  public static final int VERSION = 2;

  private static final int WITHOUT_EPOCH = 1;
  private static final int MOST_TEXT_BYTES = 1024;

  /** Checks that all is there. */
  public CommittedFile {
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(manifest, "manifest");
    Objects.requireNonNull(lineage, "lineage");
    Objects.requireNonNull(stagedAt, "stagedAt");
    if (!isPossible(epoch, withdrawnBy)) {
      throw new IllegalArgumentException(
          "a file of epoch " + epoch + " cannot be withdrawn by epoch " + withdrawnBy);
    }
  }

  private static boolean isPossible(long epoch, long withdrawnBy) {
    return epoch >= 0 && (withdrawnBy == 0 || withdrawnBy > epoch);
  }

  /** A file in the lake, of a job whose starts were not told apart. */
  public CommittedFile(
      String bucket,
      ObjectKey key,
      Octets manifest,
      String lineage,
      long checkpointId,
      Instant stagedAt) {
    this(bucket, key, manifest, lineage, checkpointId, stagedAt, 0, 0);
  }

  /** Whether the file is not in the lake any more. */
  public boolean isWithdrawn() {
    return withdrawnBy > 0;
  }

  /** The message that withdraws this file for a start of the job. */
  public CommittedFile withdrawn(long by) {
    return new CommittedFile(bucket, key, manifest, lineage, checkpointId, stagedAt, epoch, by);
  }

  /** The message's bytes. What version 1 could say is said in it, as it was before. */
  public byte[] encode() {
    int version = epoch == 0 && withdrawnBy == 0 ? WITHOUT_EPOCH : VERSION;
    WireWriter writer =
        new WireWriter()
            .number(version)
            .text(bucket)
            .text(key.path())
            .bytes(manifest)
            .text(lineage)
            .number(checkpointId)
            .number(stagedAt.toEpochMilli());
    if (version == VERSION) {
      writer.number(epoch).number(withdrawnBy);
    }
    return writer.toBytes();
  }

  /**
   * Reads what {@link #encode()} wrote, strictly. The manifest is not decoded.
   *
   * @throws MalformedBytesException if it is not exactly one message of a version that is known
   */
  public static CommittedFile decode(byte[] bytes) throws MalformedBytesException {
    WireReader reader = new WireReader(bytes);
    int version = reader.integer();
    if (version < WITHOUT_EPOCH || version > VERSION) {
      throw new MalformedBytesException(
          "a committed file of version " + version + ", not 1 to " + VERSION);
    }
    String bucket = reader.text(MOST_TEXT_BYTES);
    String path = reader.text(MOST_TEXT_BYTES);
    ObjectKey key =
        ObjectKey.parse(path)
            .orElseThrow(() -> new MalformedBytesException("not a key of the lake: " + path));
    Octets manifest = Octets.of(reader.bytes(SignedManifest.MOST_BYTES));
    String lineage = reader.text(MOST_TEXT_BYTES);
    long checkpointId = reader.number();
    Instant stagedAt = Instant.ofEpochMilli(reader.number());
    long epoch = version == VERSION ? reader.number() : 0;
    long withdrawnBy = version == VERSION ? reader.number() : 0;
    reader.end();
    if (!isPossible(epoch, withdrawnBy) || (version == VERSION && epoch + withdrawnBy == 0)) {
      throw new MalformedBytesException(
          "a file of version %d and epoch %d withdrawn by epoch %d"
              .formatted(version, epoch, withdrawnBy));
    }
    return new CommittedFile(
        bucket, key, manifest, lineage, checkpointId, stagedAt, epoch, withdrawnBy);
  }
}
