package io.tributary.hotkey.batch;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * A batch whose sender is proved and whose records are still compressed. Arrays are shared, not
 * copied: nobody may change them.
 *
 * @param hotkey the miner
 * @param signingKey public key that signed: the hotkey's own or a session's
 * @param stream the feeder's installation
 * @param counter place in the stream
 * @param createdAt by the feeder's clock
 * @param sources of which sources its signer may send records
 * @param digest SHA-256 of the signed body
 * @param recordCount how many records it claims, within the limits
 * @param uncompressedSizeBytes how long they claim to be, within the limits
 * @param compressed the records
 */
public record VerifiedBatch(
    Hotkey hotkey,
    byte[] signingKey,
    StreamId stream,
    long counter,
    Instant createdAt,
    Set<SourceId> sources,
    byte[] digest,
    int recordCount,
    int uncompressedSizeBytes,
    byte[] compressed) {

  private static final int FORM = 1;
  private static final int DIGEST_BYTES = 32;

  /** The form in which a running job ships it: version 1, integers as Avro writes them. */
  public byte[] toBytes() {
    AvroOutput out = new AvroOutput(compressed.length + 200);
    out.writeLong(FORM);
    out.writeString(hotkey.address());
    out.writeRaw(signingKey, 0, BatchCodec.PUBLIC_KEY_BYTES);
    out.writeRaw(stream.shared(), 0, StreamId.BYTES);
    out.writeLong(counter);
    out.writeLong(createdAt.toEpochMilli());
    out.writeLong(sources.size());
    sources.stream().sorted().forEach(source -> out.writeLong(source.code()));
    out.writeRaw(digest, 0, DIGEST_BYTES);
    out.writeLong(recordCount);
    out.writeLong(uncompressedSizeBytes);
    out.writeBytes(compressed);
    return out.toBytes();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the bytes are something else
   */
  public static VerifiedBatch fromBytes(byte[] bytes) {
    try {
      AvroInput in = new AvroInput(bytes);
      int form = in.readInt();
      if (form != FORM) {
        throw new IllegalArgumentException(
            "a verified batch of form " + form + ", this release reads " + FORM);
      }
      VerifiedBatch batch =
          new VerifiedBatch(
              new Hotkey(in.readString()),
              in.readRaw(BatchCodec.PUBLIC_KEY_BYTES),
              StreamId.of(in.readRaw(StreamId.BYTES)),
              in.readLong(),
              Instant.ofEpochMilli(in.readLong()),
              readSources(in),
              in.readRaw(DIGEST_BYTES),
              in.readInt(),
              in.readInt(),
              in.readBytes());
      BatchCodec.requireEnd(in, "verified batch");
      return batch;
    } catch (MalformedBytesException e) {
      throw new IllegalArgumentException("not a verified batch: " + e.getMessage(), e);
    }
  }

  private static Set<SourceId> readSources(AvroInput in) throws MalformedBytesException {
    int count = in.readInt();
    Set<SourceId> sources = EnumSet.noneOf(SourceId.class);
    for (int i = 0; i < count; i++) {
      int code = in.readInt();
      sources.add(
          SourceId.fromCode(code)
              .orElseThrow(() -> new MalformedBytesException("there is no source " + code)));
    }
    return Set.copyOf(sources);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifiedBatch that && Arrays.equals(toBytes(), that.toBytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }

  @Override
  public String toString() {
    return "VerifiedBatch["
        + hotkey
        + ", stream "
        + stream
        + ", counter "
        + counter
        + ", "
        + recordCount
        + " records]";
  }
}
