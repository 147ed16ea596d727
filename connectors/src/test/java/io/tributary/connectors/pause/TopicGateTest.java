package io.tributary.connectors.pause;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicGateTest {

  private static final TopicPartition PARTITION = new TopicPartition("words", 0);
  private static final byte[] KEY = "stop".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OTHER = "other".getBytes(StandardCharsets.US_ASCII);

  private final List<MockConsumer<byte[], byte[]>> consumers = new ArrayList<>();
  private long nanos = -50;
  private long end = 1;
  private final TopicGate gate =
      new TopicGate(this::consumer, PARTITION.topic(), KEY, Duration.ofNanos(100), () -> nanos);

  private MockConsumer<byte[], byte[]> consumer() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    consumer.updatePartitions(
        PARTITION.topic(), List.of(new PartitionInfo(PARTITION.topic(), 0, null, null, null)));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, end));
    consumers.add(consumer);
    return consumer;
  }

  private void say(byte[] key) {
    consumers
        .get(consumers.size() - 1)
        .addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, end++, key, new byte[] {1}));
  }

  @Test
  void aMessageClosesItForAWhileAndItsOwnFutureTellsOfTheEnd() {
    gate.look();
    assertThat(gate.opened()).isDone();
    say(OTHER);
    say(null);
    gate.look();
    assertThat(gate.opened()).as("that was not meant").isDone();
    say(KEY);
    gate.look();
    CompletableFuture<Void> opened = gate.opened();
    assertThat(opened).isNotDone();
    nanos += 60;
    say(KEY);
    gate.look();
    nanos += 99;
    gate.look();
    assertThat(gate.opened()).as("said again").isSameAs(opened).isNotDone();
    nanos += 1;
    gate.look();
    assertThat(opened).isDone();
    assertThat(gate.opened()).isDone();
  }

  @Test
  void whatIsLeftOnTheTopicClosesNothing() {
    end = 7;
    gate.look();
    assertThat(consumers.get(0).position(PARTITION)).isEqualTo(7);
    assertThat(gate.opened()).isDone();
  }

  @Test
  void aTopicThatCannotBeReadOpensItInTimeAndIsTriedAgain() {
    gate.look();
    say(KEY);
    gate.look();
    consumers.get(0).setPollException(new KafkaException("no broker"));
    assertThat(gate.look()).isFalse();
    assertThat(consumers.get(0).closed()).isTrue();
    assertThat(gate.opened()).isNotDone();
    nanos += 100;
    assertThat(gate.look()).isTrue();
    assertThat(gate.opened()).isDone();
    assertThat(consumers).hasSize(2);
  }
}
