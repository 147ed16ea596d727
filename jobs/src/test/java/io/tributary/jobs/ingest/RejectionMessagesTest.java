package io.tributary.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.schemas.Reason;
import io.tributary.schemas.avro.MinerRecord;
import io.tributary.schemas.avro.Rejection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RejectionMessagesTest {

  private static final int DEFAULT_TOPIC_BYTES = 1_048_588;

  @Test
  void aRecordIsCarriedAsLongAsItsMessageFits() throws IOException {
    MinerRecord record = withContent(900 * 1024);
    Rejection rejection = decode(of(record, "too long"));
    assertThat(rejection.getRecord()).isEqualTo(record);
    assertThat(rejection.getDigest()).isNull();
    assertThat(rejection.getSizeBytes()).isEqualTo(900 * 1024);
  }

  @Test
  void hugeContentIsReportedByDigest() throws IOException {
    assertDigestOnly(withContent(905 * 1024));
    assertDigestOnly(withContent(8 << 20));
  }

  @Test
  void hugeTextInAnyFieldIsReportedByDigest() throws IOException {
    String huge = "é".repeat(1 << 19);
    for (int field = 0; field < 4; field++) {
      MinerRecord record = Miners.post(1);
      record.put(field, huge);
      assertDigestOnly(record);
    }
    MinerRecord spread = Miners.post(1);
    for (int field = 0; field < 4; field++) {
      spread.put(field, "x".repeat(300 * 1024));
    }
    assertDigestOnly(spread);
  }

  @Test
  void aDetailIsCut() throws IOException {
    Rejection rejection = decode(of(Miners.post(1), "d".repeat(1 << 20)));
    assertThat(rejection.getDetail()).hasSize(501).endsWith("d…");
  }

  @Test
  void theWorstOfEverythingFitsADefaultTopic() throws IOException {
    byte[] key = new byte[1 << 20];
    Arrays.fill(key, (byte) 0xff);
    KafkaMessage message =
        RejectionMessages.ofBatch(
            new IncomingBatch(
                "t".repeat(249),
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                key,
                new byte[RejectionMessages.MOST_BATCH_BYTES]),
            Reason.BATCH_TOO_MANY_STREAMS,
            "\u2603".repeat(1 << 20));
    assertThat(decode(message).getBatch().remaining())
        .isEqualTo(RejectionMessages.MOST_BATCH_BYTES);
    assertThat(message.key().length).isLessThanOrEqualTo(3 * 48);
  }

  private static void assertDigestOnly(MinerRecord record) throws IOException {
    Rejection rejection = decode(of(record, "d"));
    assertThat(rejection.getRecord()).isNull();
    assertThat(rejection.getDigest().array())
        .isEqualTo(HostileBatch.sha256(AvroBytes.encode(record)));
    assertThat(rejection.getSizeBytes()).isEqualTo(record.getContent().remaining());
  }

  private static KafkaMessage of(MinerRecord record, String detail) {
    return RejectionMessages.ofRecord(
        Miners.candidate(record, Miners.NOW), Reason.CONTENT_TOO_LARGE, detail);
  }

  private static Rejection decode(KafkaMessage message) throws IOException {
    assertThat(message.value().length).isLessThanOrEqualTo(RejectionMessages.MOST_MESSAGE_BYTES);
    assertThat(message.value().length + message.key().length + 1024)
        .isLessThan(DEFAULT_TOPIC_BYTES);
    return AvroBytes.decode(Rejection.getClassSchema(), message.value());
  }

  private static MinerRecord withContent(int bytes) {
    MinerRecord record = Miners.post(1);
    record.setContent(ByteBuffer.wrap(new byte[bytes]));
    return record;
  }
}
