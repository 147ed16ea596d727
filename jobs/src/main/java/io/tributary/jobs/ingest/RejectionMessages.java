package io.tributary.jobs.ingest;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.schemas.Reason;
import io.tributary.schemas.avro.Rejection;
import io.tributary.schemas.avro.RejectionKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Messages for {@code rejected-records}: what was refused, why, and where it stood. Whatever was
 * refused, a message has at most {@link #MOST_MESSAGE_BYTES}.
 */
final class RejectionMessages {

  /** A larger refused batch is reported by position and digest only. */
  static final int MOST_BATCH_BYTES = 900 * 1024;

  /** The largest message: such a batch and what is said of it. A default topic takes 1 MiB. */
  static final int MOST_MESSAGE_BYTES = MOST_BATCH_BYTES + 4 * 1024;

  private static final int MOST_DETAIL_CHARACTERS = 500;

  private RejectionMessages() {}

  /** Of a record: whole, or by position and digest if the message would be too large with it. */
  static KafkaMessage ofRecord(CandidateRecord candidate, Reason reason, String detail) {
    RecordPosition position = candidate.position();
    ByteBuffer content = candidate.record().getContent();
    Rejection rejection =
        Rejection.newBuilder()
            .setKind(RejectionKind.RECORD)
            .setReason(reason.name())
            .setDetail(cut(detail))
            .setHotkey(candidate.hotkey().address())
            .setTopic(position.topic())
            .setPartition(position.partition())
            .setOffset(position.offset())
            .setIndex(position.index())
            .setAppendTimeMillis(position.appendTimeMillis())
            .setRecord(candidate.record())
            .setBatch(null)
            .setDigest(null)
            .setSizeBytes(content == null ? 0 : content.remaining())
            .build();
    KafkaMessage whole = message(candidate.hotkey().address(), rejection);
    if (whole.value().length <= MOST_MESSAGE_BYTES) {
      return whole;
    }
    rejection.setRecord(null);
    rejection.setDigest(ByteBuffer.wrap(sha256(AvroBytes.encode(candidate.record()))));
    return message(candidate.hotkey().address(), rejection);
  }

  /** Of a batch: byte for byte up to {@link #MOST_BATCH_BYTES}, else by position and digest. */
  static KafkaMessage ofBatch(IncomingBatch batch, Reason reason, String detail) {
    byte[] value = batch.value() == null ? new byte[0] : batch.value();
    String claimed = claimedHotkey(batch);
    Rejection rejection =
        Rejection.newBuilder()
            .setKind(RejectionKind.BATCH)
            .setReason(reason.name())
            .setDetail(cut(detail))
            .setHotkey(claimed)
            .setTopic(batch.topic())
            .setPartition(batch.partition())
            .setOffset(batch.offset())
            .setIndex(null)
            .setAppendTimeMillis(batch.appendTimeMillis())
            .setRecord(null)
            .setBatch(value.length <= MOST_BATCH_BYTES ? ByteBuffer.wrap(value) : null)
            .setDigest(ByteBuffer.wrap(sha256(value)))
            .setSizeBytes(value.length)
            .build();
    return message(claimed, rejection);
  }

  /** What the message's key claims, cut to the length of an address; empty without a key. */
  static String claimedHotkey(IncomingBatch batch) {
    if (batch.key() == null) {
      return "";
    }
    return new String(batch.key(), 0, Math.min(batch.key().length, 48), StandardCharsets.US_ASCII);
  }

  private static KafkaMessage message(String key, Rejection rejection) {
    return new KafkaMessage(
        key.getBytes(StandardCharsets.UTF_8), AvroBytes.encode(rejection), rejection.getReason());
  }

  /** Details quote what was received, and so may be as long as somebody likes. */
  private static String cut(String detail) {
    return detail.length() <= MOST_DETAIL_CHARACTERS
        ? detail
        : detail.substring(0, MOST_DETAIL_CHARACTERS) + "…";
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
