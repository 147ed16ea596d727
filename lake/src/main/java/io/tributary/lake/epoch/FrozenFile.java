package io.tributary.lake.epoch;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.hotkey.wire.WireWriter;
import io.tributary.lake.commitment.Commitments;
import io.tributary.lake.proof.FileManifest;
import io.tributary.schemas.ObjectKey;
import java.util.Comparator;
import java.util.Objects;

/**
 * A file as an epoch froze it: what its manifest states, and which object of the store that was.
 * Its bytes are the Avro binary of {@code FrozenFileEntry}. Immutable.
 *
 * @param key where it lies
 * @param version which object
 * @param sizeBytes length of the file
 * @param dataLength end of its last row group
 * @param leafSize bytes of a leaf
 * @param rows how many rows it holds
 * @param tailDigest the tail digest
 */
public record FrozenFile(
    ObjectKey key,
    ObjectVersion version,
    long sizeBytes,
    long dataLength,
    int leafSize,
    long rows,
    Octets tailDigest) {

  /**
   * By object key, byte by byte, among files of one miner: what goes before the source and what
   * stands between it and the file's name is the same for all.
   */
  public static final Comparator<FrozenFile> BY_KEY =
      Comparator.comparing(FrozenFile::key, FrozenFile::compareKeys);

  /** No object of a store is longer: 8 TiB. Sums over a set stay below 2^63. */
  static final long MOST_SIZE_BYTES = 1L << 43;

  /** Names have room for no more rows. */
  static final long MOST_ROWS = 999_999_999_999L;

  private static final int MOST_KEY_BYTES = 256;

  /**
   * @throws IllegalArgumentException if no file can be like that; the message names the field
   */
  public FrozenFile {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(version, "version");
    require(sizeBytes <= MOST_SIZE_BYTES, "sizeBytes", sizeBytes);
    require(dataLength > 4 && dataLength < sizeBytes, "dataLength", dataLength);
    require(
        leafSize >= Commitments.MIN_LEAF_BYTES && leafSize <= Commitments.MAX_LEAF_BYTES,
        "leafSize",
        leafSize);
    require(rows >= 1 && rows <= MOST_ROWS, "rows", rows);
    require(tailDigest.size() == Commitments.DIGEST_BYTES, "tailDigest", tailDigest.size());
  }

  /**
   * The file that a manifest states.
   *
   * @throws IllegalArgumentException if the manifest claims what no file can have
   */
  public static FrozenFile of(FileManifest manifest, ObjectVersion version) {
    return new FrozenFile(
        manifest.key(),
        version,
        manifest.sizeBytes(),
        manifest.dataLength(),
        manifest.leafSize(),
        manifest.rows(),
        manifest.tailDigest());
  }

  /** The same as another object of the store. */
  public FrozenFile with(ObjectVersion other) {
    return new FrozenFile(key, other, sizeBytes, dataLength, leafSize, rows, tailDigest);
  }

  /** How many leaves its data region has. */
  public long leaves() {
    return Commitments.leafCount(dataLength, leafSize);
  }

  /** Length of the tail in bytes. */
  public long tailLength() {
    return sizeBytes - dataLength;
  }

  /** The bytes of its entry. */
  public byte[] encode() {
    WireWriter writer = new WireWriter().text(key.path());
    version.writeTo(writer);
    return writer
        .number(sizeBytes)
        .number(dataLength)
        .number(leafSize)
        .number(rows)
        .bytes(tailDigest)
        .toBytes();
  }

  /**
   * Reads what {@link #encode()} wrote, strictly.
   *
   * @throws MalformedBytesException if it is not exactly one entry
   */
  public static FrozenFile decode(byte[] bytes) throws MalformedBytesException {
    WireReader reader = new WireReader(bytes);
    try {
      FrozenFile file =
          new FrozenFile(
              ObjectKey.parse(reader.text(MOST_KEY_BYTES))
                  .orElseThrow(() -> new MalformedBytesException("not the key of a file")),
              ObjectVersion.readFrom(reader),
              reader.number(),
              reader.number(),
              reader.integer(),
              reader.number(),
              reader.octets(Commitments.DIGEST_BYTES));
      reader.end();
      return file;
    } catch (IllegalArgumentException e) {
      throw Fields.malformed(e);
    }
  }

  static int compareKeys(ObjectKey one, ObjectKey other) {
    int bySource = Integer.compare(one.source().code(), other.source().code());
    return bySource != 0 ? bySource : one.file().compareTo(other.file());
  }

  private static void require(boolean holds, String name, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("frozen field " + name + " cannot be: " + value);
    }
  }
}
