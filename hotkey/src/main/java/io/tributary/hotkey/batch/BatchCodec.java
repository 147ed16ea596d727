package io.tributary.hotkey.batch;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.schemas.Reason;

/** The exact bytes of a signed batch and of its body, as {@code docs/formats.md} states them. */
final class BatchCodec {

  static final int VERSION = 1;
  static final String CODEC = "zstd";
  static final int SIGNATURE_BYTES = 64;
  static final int PUBLIC_KEY_BYTES = 32;

  private BatchCodec() {}

  static byte[] body(
      BatchOrigin origin, byte[] signingKey, long counter, long createdAtMillis, PackedRecords p) {
    AvroOutput out = new AvroOutput(p.compressed().length + RecordPacker.OVERHEAD_BYTES);
    out.writeLong(VERSION);
    out.writeLong(origin.netuid());
    out.writeString(origin.audience());
    out.writeString(origin.hotkey().address());
    writeOptional(signingKey, out);
    writeOptional(origin.grant().orElse(null), out);
    out.writeBytes(origin.stream().shared());
    out.writeLong(counter);
    out.writeLong(createdAtMillis);
    out.writeString(CODEC);
    out.writeLong(p.count());
    out.writeLong(p.uncompressedSizeBytes());
    out.writeBytes(p.compressed());
    return out.toBytes();
  }

  static byte[] message(byte[] body, byte[] signature) {
    AvroOutput out = new AvroOutput(body.length + signature.length + 20);
    out.writeBytes(body);
    out.writeBytes(signature);
    return out.toBytes();
  }

  /** Splits a message into body and signature. */
  static byte[][] split(byte[] message) throws MalformedBytesException {
    AvroInput in = new AvroInput(message);
    byte[] body = in.readBytes();
    byte[] signature = in.readBytes();
    requireEnd(in, "message");
    if (signature.length != SIGNATURE_BYTES) {
      throw new MalformedBytesException(
          "the signature has " + signature.length + " bytes instead of " + SIGNATURE_BYTES);
    }
    return new byte[][] {body, signature};
  }

  static ParsedBody parse(byte[] body) throws MalformedBytesException, BatchRefusedException {
    AvroInput in = new AvroInput(body);
    int version = in.readInt();
    if (version != VERSION) {
      throw new BatchRefusedException(
          Reason.BATCH_VERSION, "batch version " + version + ", this release reads " + VERSION);
    }
    int netuid = in.readInt();
    String audience = in.readString();
    String hotkey = in.readString();
    byte[] signingKey = in.readPresence() ? in.readBytes() : null;
    byte[] grant = in.readPresence() ? in.readBytes() : null;
    byte[] stream = in.readBytes();
    long counter = in.readLong();
    long createdAtMillis = in.readLong();
    String codec = in.readString();
    int recordCount = in.readInt();
    int uncompressedSizeBytes = in.readInt();
    int recordsLength = in.readLength();
    int recordsOffset = in.position();
    in.skip(recordsLength);
    requireEnd(in, "body");
    ParsedBody parsed =
        new ParsedBody(
            netuid,
            audience,
            hotkey,
            signingKey,
            grant,
            stream,
            counter,
            createdAtMillis,
            codec,
            recordCount,
            uncompressedSizeBytes,
            recordsOffset,
            recordsLength);
    requireForm(parsed);
    return parsed;
  }

  private static void requireForm(ParsedBody body) throws MalformedBytesException {
    require(body.stream().length == StreamId.BYTES, "the stream id does not have 16 bytes");
    require(body.counter() >= 0, "the counter is negative");
    require(CODEC.equals(body.codec()), "the codec is not " + CODEC);
    require(body.recordCount() >= 1, "the batch claims no record");
    require(body.uncompressedSizeBytes() >= 0, "the size of the records is negative");
    require(
        (body.signingKey() == null) == (body.grant() == null),
        "signing key and grant must come together");
    require(
        body.signingKey() == null || body.signingKey().length == PUBLIC_KEY_BYTES,
        "the signing key does not have 32 bytes");
  }

  private static void require(boolean holds, String otherwise) throws MalformedBytesException {
    if (!holds) {
      throw new MalformedBytesException(otherwise);
    }
  }

  static void requireEnd(AvroInput in, String what) throws MalformedBytesException {
    require(in.atEnd(), "bytes follow after the end of the " + what);
  }

  private static void writeOptional(byte[] bytes, AvroOutput out) {
    out.writeLong(bytes == null ? 0 : 1);
    if (bytes != null) {
      out.writeBytes(bytes);
    }
  }
}
