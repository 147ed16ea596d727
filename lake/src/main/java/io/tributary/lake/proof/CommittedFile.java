package io.tributary.lake.proof;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.hotkey.wire.WireWriter;
import io.tributary.schemas.ObjectKey;
import java.time.Instant;
import java.util.Objects;

/**
 * A message of the topic {@code committed-files}: a file is in the lake. Its bytes are the Avro
 * binary of the schema of the same name. Holds only what was known when the file was staged, so
 * that publishing it again gives the same bytes. Immutable.
 *
 * @param bucket where it is
 * @param key its key
 * @param manifest the encoded {@link SignedManifest}
 * @param lineage the line of checkpoints that it belongs to
 * @param checkpointId the checkpoint that carried it
 * @param stagedAt when its bytes were in the store
 */
public record CommittedFile(
    String bucket,
    ObjectKey key,
    Octets manifest,
    String lineage,
    long checkpointId,
    Instant stagedAt) {

  /** The version that {@link #encode()} writes. */
  public static final int VERSION = 1;

  private static final int MOST_TEXT_BYTES = 1024;

  /** Checks that all is there. */
  public CommittedFile {
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(manifest, "manifest");
    Objects.requireNonNull(lineage, "lineage");
    Objects.requireNonNull(stagedAt, "stagedAt");
  }

  /** The message's bytes. */
  public byte[] encode() {
    return new WireWriter()
        .number(VERSION)
        .text(bucket)
        .text(key.path())
        .bytes(manifest)
        .text(lineage)
        .number(checkpointId)
        .number(stagedAt.toEpochMilli())
        .toBytes();
  }

  /**
   * Reads what {@link #encode()} wrote, strictly. The manifest is not decoded.
   *
   * @throws MalformedBytesException if it is not exactly one message of this version
   */
  public static CommittedFile decode(byte[] bytes) throws MalformedBytesException {
    WireReader reader = new WireReader(bytes);
    int version = reader.integer();
    if (version != VERSION) {
      throw new MalformedBytesException(
          "a committed file of version " + version + ", not " + VERSION);
    }
    String bucket = reader.text(MOST_TEXT_BYTES);
    String path = reader.text(MOST_TEXT_BYTES);
    ObjectKey key =
        ObjectKey.parse(path)
            .orElseThrow(() -> new MalformedBytesException("not a key of the lake: " + path));
    CommittedFile file =
        new CommittedFile(
            bucket,
            key,
            Octets.of(reader.bytes(SignedManifest.MOST_BYTES)),
            reader.text(MOST_TEXT_BYTES),
            reader.number(),
            Instant.ofEpochMilli(reader.number()));
    reader.end();
    return file;
  }
}
