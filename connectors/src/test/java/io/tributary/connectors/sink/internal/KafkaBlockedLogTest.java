package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.sink.StoreOutage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaBlockedLogTest {

  private static final TopicPartition PARTITION = new TopicPartition("blocked-miners", 0);
  private static final BufferKey ANN = SinkRows.key(1);
  private static final BufferKey BOB = SinkRows.key(2);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final KafkaBlockedLog log = new KafkaBlockedLog(consumer, producer, PARTITION.topic());
  private long offset;

  KafkaBlockedLogTest() {
    consumer.assign(List.of(PARTITION));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
  }

  private void published(byte[] key, byte[] value) {
    consumer.addRecord(
        new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset++, key, value));
  }

  @Test
  void theLastWordOnABufferCountsAndWhatIsNoneIsPassedOver() throws Exception {
    assertThat(log.poll()).isEmpty();
    published(ANN.name(), new byte[] {1});
    published(BOB.name(), new byte[] {1});
    published("nobody".getBytes(StandardCharsets.US_ASCII), new byte[] {1});
    published(null, null);
    assertThat(log.poll()).containsExactlyInAnyOrder(ANN, BOB);
    published(ANN.name(), null);
    assertThat(log.poll()).containsExactly(BOB);
  }

  @Test
  void whatIsPublishedIsKnownAtOnce() throws Exception {
    log.block(ANN, new BlockedBuffer(0, 7));
    assertThat(log.poll()).containsExactly(ANN);
    log.unblock(ANN);
    assertThat(log.poll()).isEmpty();
    List<ProducerRecord<byte[], byte[]>> sent = producer.history();
    assertThat(sent)
        .allSatisfy(
            message -> {
              assertThat(message.topic()).isEqualTo("blocked-miners");
              assertThat(message.key()).isEqualTo(ANN.name());
            });
    assertThat(sent.get(0).value()).isEqualTo(BlockedMessages.value(new BlockedBuffer(0, 7)));
    assertThat(sent.get(1).value()).isNull();
  }

  @Test
  void anOutageIsNoBuffer() throws Exception {
    log.outage();
    ProducerRecord<byte[], byte[]> sent = producer.history().get(0);
    assertThat(StoreOutage.isKey(sent.key())).isTrue();
    assertThat(sent.value()).asString().isEqualTo("{\"version\":1}");
    published(sent.key(), sent.value());
    assertThat(log.poll()).isEmpty();
  }

  @Test
  void aTopicThatTakesOrGivesNothingIsNamed() {
    producer.sendException = new TimeoutException("no broker");
    assertThatThrownBy(() -> log.block(ANN, new BlockedBuffer(0, 7)))
        .isInstanceOf(IOException.class)
        .hasMessage("the topic blocked-miners took no message")
        .hasRootCauseMessage("no broker");
    consumer.setPollException(new KafkaException("no broker either"));
    assertThatThrownBy(log::poll)
        .isInstanceOf(IOException.class)
        .hasMessage("what is blocked cannot be read");
  }

  @Test
  void closingClosesBothClients() {
    log.close();
    assertThat(consumer.closed()).isTrue();
    assertThat(producer.closed()).isTrue();
  }
}
