package io.tributary.lake.proof;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.hotkey.wire.WireWriter;
import io.tributary.lake.commitment.Commitments;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.schemas.ObjectKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * What the writer of a file states about it. Its canonical bytes are the Avro binary of {@code
 * FileManifestBody}. Immutable; whether it is true is for {@link TailProof} and {@link
 * FileVerifier} to say.
 *
 * @param audience name of the deployment
 * @param netuid the subnet
 * @param key where the file lies; its name agrees with rows and tail digest
 * @param sizeBytes length of the file
 * @param dataLength end of its last row group
 * @param leafSize bytes of a leaf
 * @param rows how many rows it holds, at least one
 * @param firstDatetimeMicros smallest {@code datetime} of a row, microseconds since the epoch
 * @param lastDatetimeMicros largest {@code datetime} of a row, microseconds since the epoch
 * @param wholeDigest SHA-256 of the file
 * @param tailDigest the tail digest
 * @param signingKey public key of the signer
 * @param grantDigest SHA-256 of the signed grant; empty if the hotkey itself signs
 * @param signedAt when it was signed, in whole milliseconds; from 1970 to 9999
 */
public record FileManifest(
    String audience,
    int netuid,
    ObjectKey key,
    long sizeBytes,
    long dataLength,
    int leafSize,
    long rows,
    long firstDatetimeMicros,
    long lastDatetimeMicros,
    Octets wholeDigest,
    Octets tailDigest,
    Octets signingKey,
    Optional<Octets> grantDigest,
    Instant signedAt) {

  /** The version of the canonical bytes. */
  public static final int VERSION = 1;

  /** Canonical bytes are never longer. */
  public static final int MOST_BYTES = 1024;

  private static final int MOST_AUDIENCE_BYTES = 64;
  private static final int MOST_KEY_BYTES = 256;
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * @throws IllegalArgumentException if the parts cannot belong to one file; the message names them
   */
  public FileManifest {
    Objects.requireNonNull(key, "key");
    require(!audience.isEmpty() && audience.length() <= MOST_AUDIENCE_BYTES, "audience", audience);
    require(netuid >= 0 && netuid <= 0xFFFF, "netuid", netuid);
    require(dataLength > 4 && dataLength < sizeBytes, "dataLength", dataLength);
    require(
        leafSize >= Commitments.MIN_LEAF_BYTES && leafSize <= Commitments.MAX_LEAF_BYTES,
        "leafSize",
        leafSize);
    require(rows >= 1 && rows == key.rows(), "rows", rows);
    require(firstDatetimeMicros <= lastDatetimeMicros, "lastDatetimeMicros", lastDatetimeMicros);
    requireDigest(wholeDigest, "wholeDigest");
    requireDigest(tailDigest, "tailDigest");
    requireDigest(signingKey, "signingKey");
    grantDigest.ifPresent(digest -> requireDigest(digest, "grantDigest"));
    require(tailDigest.hex().startsWith(key.tailDigestPrefix()), "tailDigest", tailDigest.hex());
    // Beyond this, times in microseconds would not be numbers any more.
    require(!signedAt.isBefore(Instant.EPOCH) && !signedAt.isAfter(LATEST), "signedAt", signedAt);
    signedAt = signedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The statement about a file that was just encoded. */
  public static FileManifest of(
      String audience,
      int netuid,
      ObjectKey key,
      EncodedFile file,
      Octets signingKey,
      Optional<Octets> grantDigest,
      Instant signedAt) {
    return new FileManifest(
        audience,
        netuid,
        key,
        file.sizeBytes(),
        file.dataLength(),
        file.leafSize(),
        file.rows(),
        file.firstDatetimeMicros(),
        file.lastDatetimeMicros(),
        file.wholeDigest(),
        file.tailDigest(),
        signingKey,
        grantDigest,
        signedAt);
  }

  /** Length of the tail in bytes. */
  public long tailLength() {
    return sizeBytes - dataLength;
  }

  /** The canonical bytes. */
  public byte[] encode() {
    WireWriter writer =
        new WireWriter()
            .number(VERSION)
            .text(audience)
            .number(netuid)
            .text(key.path())
            .number(sizeBytes)
            .number(dataLength)
            .number(leafSize)
            .number(rows)
            .number(firstDatetimeMicros)
            .number(lastDatetimeMicros)
            .bytes(wholeDigest)
            .bytes(tailDigest)
            .bytes(signingKey)
            .number(grantDigest.isPresent() ? 1 : 0);
    grantDigest.ifPresent(writer::bytes);
    return writer.number(signedAt.toEpochMilli()).toBytes();
  }

  /**
   * Reads canonical bytes, strictly. Says nothing of a signature.
   *
   * @throws MalformedBytesException if they are not exactly one manifest of this version
   */
  public static FileManifest decode(byte[] bytes) throws MalformedBytesException {
    WireReader reader = new WireReader(bytes);
    int version = reader.integer();
    if (version != VERSION) {
      throw new MalformedBytesException("a manifest of version " + version + ", not " + VERSION);
    }
    try {
      FileManifest manifest = read(reader);
      reader.end();
      return manifest;
    } catch (IllegalArgumentException e) {
      MalformedBytesException refused = new MalformedBytesException(e.getMessage());
      refused.initCause(e);
      throw refused;
    }
  }

  private static FileManifest read(WireReader reader) throws MalformedBytesException {
    return new FileManifest(
        reader.text(MOST_AUDIENCE_BYTES),
        reader.integer(),
        readKey(reader),
        reader.number(),
        reader.number(),
        reader.integer(),
        reader.number(),
        reader.number(),
        reader.number(),
        reader.octets(Commitments.DIGEST_BYTES),
        reader.octets(Commitments.DIGEST_BYTES),
        reader.octets(Commitments.DIGEST_BYTES),
        reader.choice(2) == 1
            ? Optional.of(reader.octets(Commitments.DIGEST_BYTES))
            : Optional.empty(),
        Instant.ofEpochMilli(reader.number()));
  }

  private static ObjectKey readKey(WireReader reader) throws MalformedBytesException {
    return ObjectKey.parse(reader.text(MOST_KEY_BYTES))
        .orElseThrow(() -> new MalformedBytesException("not the key of a file of the lake"));
  }

  private static void requireDigest(Octets value, String name) {
    require(value.size() == Commitments.DIGEST_BYTES, name, value.size() + " bytes");
  }

  private static void require(boolean holds, String name, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("manifest field " + name + " cannot be: " + value);
    }
  }
}
