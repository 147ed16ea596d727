package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.ParkReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The compacted topic {@code parked-files}, read from its beginning. */
public final class KafkaParkedLog implements ParkedLog {

  /** Without a message for so long, the brokers are not there. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Consumer<byte[], byte[]> consumer;
  private final StagedFileSerializer serializer = new StagedFileSerializer();
  private final Map<String, ParkedFile> parked = new LinkedHashMap<>();

  /**
   * @param kafka client properties, at least {@code bootstrap.servers}
   */
  public KafkaParkedLog(Properties kafka, String topic) {
    Properties config = new Properties();
    config.putAll(kafka);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  @Override
  public Collection<ParkedFile> poll() throws IOException {
    try {
      // To the end: a file must not be finished whose message is read, but not that it is parked
      // no more.
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      long progressNanos = System.nanoTime();
      while (ends.entrySet().stream().anyMatch(end -> isBefore(end.getKey(), end.getValue()))) {
        ConsumerRecords<byte[], byte[]> messages = consumer.poll(Duration.ofMillis(200));
        for (ConsumerRecord<byte[], byte[]> message : messages) {
          take(message);
        }
        if (!messages.isEmpty()) {
          progressNanos = System.nanoTime();
        } else if (System.nanoTime() - progressNanos > PATIENCE.toNanos()) {
          throw new IOException("there are parked files that no broker hands out");
        }
      }
    } catch (KafkaException e) {
      throw new IOException("the parked files cannot be read", e);
    }
    return List.copyOf(parked.values());
  }

  private boolean isBefore(TopicPartition partition, long end) {
    return consumer.position(partition) < end;
  }

  private void take(ConsumerRecord<byte[], byte[]> message) throws IOException {
    String key = new String(message.key(), StandardCharsets.UTF_8);
    if (message.value() == null) {
      parked.remove(key);
      return;
    }
    parked.put(key, decode(message, serializer));
  }

  /** The parked file that a message with a value holds. */
  static ParkedFile decode(ConsumerRecord<byte[], byte[]> message, StagedFileSerializer serializer)
      throws IOException {
    Header version = message.headers().lastHeader(KafkaCommitLog.VERSION);
    Header reason = message.headers().lastHeader(KafkaCommitLog.REASON);
    if (version == null || reason == null) {
      throw new IOException(
          "a message without version and reason is parked under "
              + new String(message.key(), StandardCharsets.UTF_8));
    }
    return new ParkedFile(
        serializer.deserialize(version.value()[0], message.value()),
        ParkReason.valueOf(new String(reason.value(), StandardCharsets.US_ASCII)));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
