package io.tributary.connectors.sink.internal;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.proof.CommittedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The files of {@code committed-files} and {@code parked-files}, up to what stood on them when it
 * was asked.
 *
 * <p>Of {@code committed-files}, which is kept for ever, only what has come since a time is read;
 * {@code parked-files} is compacted and read whole.
 */
public final class KafkaLineageLog implements LineageLog {

  /** Without a message for so long, the brokers are not there. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Consumer<byte[], byte[]> consumer;
  private final String committedTopic;
  private final String parkedTopic;
  private final StagedFileSerializer serializer = new StagedFileSerializer();

  /**
   * @param kafka client properties, at least {@code bootstrap.servers}
   * @param committedTopic manifests of committed files
   * @param parkedTopic staged files that wait; compacted
   */
  public KafkaLineageLog(Properties kafka, String committedTopic, String parkedTopic) {
    Properties config = new Properties();
    config.putAll(kafka);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    this.consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.committedTopic = committedTopic;
    this.parkedTopic = parkedTopic;
  }

  @Override
  public void read(Instant since, LineReader reader) throws IOException {
    try {
      read(committedTopic, since, message -> reader.committed(committed(message)));
      read(parkedTopic, Instant.EPOCH, message -> parked(message, reader));
    } catch (KafkaException e) {
      throw new IOException(committedTopic + " and " + parkedTopic + " cannot be read", e);
    }
  }

  private static CommittedFile committed(ConsumerRecord<byte[], byte[]> message)
      throws IOException {
    if (message.value() == null) {
      throw unreadable(message, null);
    }
    try {
      return CommittedFile.decode(message.value());
    } catch (MalformedBytesException e) {
      throw unreadable(message, e);
    }
  }

  private void parked(ConsumerRecord<byte[], byte[]> message, LineReader reader)
      throws IOException {
    if (message.value() == null) {
      reader.unparked(new String(message.key(), StandardCharsets.UTF_8));
    } else {
      reader.parked(KafkaParkedLog.decode(message, serializer).file());
    }
  }

  private static IOException unreadable(
      ConsumerRecord<byte[], byte[]> message, MalformedBytesException cause) {
    return new IOException(
        message.topic()
            + " holds at offset "
            + message.offset()
            + " of partition "
            + message.partition()
            + " what is no committed file of this release",
        cause);
  }

  /** Takes one message in. */
  private interface Taker {
    void take(ConsumerRecord<byte[], byte[]> message) throws IOException;
  }

  private void read(String topic, Instant since, Taker taker) throws IOException {
    List<TopicPartition> rest = new ArrayList<>();
    consumer
        .partitionsFor(topic)
        .forEach(info -> rest.add(new TopicPartition(topic, info.partition())));
    if (rest.isEmpty()) {
      throw new IOException("there is no topic " + topic);
    }
    consumer.assign(rest);
    Map<TopicPartition, Long> ends = consumer.endOffsets(rest);
    seek(rest, since);
    long progressNanos = System.nanoTime();
    while (true) {
      rest.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
      if (rest.isEmpty()) {
        return;
      }
      ConsumerRecords<byte[], byte[]> messages = consumer.poll(Duration.ofSeconds(1));
      for (ConsumerRecord<byte[], byte[]> message : messages) {
        taker.take(message);
      }
      if (!messages.isEmpty()) {
        progressNanos = System.nanoTime();
      } else if (System.nanoTime() - progressNanos > PATIENCE.toNanos()) {
        throw new IOException(topic + " has messages that no broker hands out");
      }
    }
  }

  private void seek(List<TopicPartition> partitions, Instant since) {
    consumer.seekToBeginning(partitions);
    if (since.equals(Instant.EPOCH)) {
      return;
    }
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
    for (Map.Entry<TopicPartition, OffsetAndTimestamp> first :
        consumer.offsetsForTimes(times).entrySet()) {
      if (first.getValue() == null) {
        consumer.seekToEnd(List.of(first.getKey()));
      } else {
        consumer.seek(first.getKey(), first.getValue().offset());
      }
    }
  }

  @Override
  public void close() {
    // A client of Kafka cannot be closed by a thread that is marked as interrupted.
    boolean interrupted = Thread.interrupted();
    consumer.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
