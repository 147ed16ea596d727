package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.sink.StoreOutage;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The compacted topic {@code blocked-miners}, read from its beginning. What is no message of ours
 * is passed over.
 */
public final class KafkaBlockedLog implements BlockedLog {

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final Set<BufferKey> blocked = new HashSet<>();

  /**
   * Opens the topic.
   *
   * @param kafka client properties, at least {@code bootstrap.servers}
   * @throws IOException if the topic cannot be found
   */
  public static KafkaBlockedLog open(Properties kafka, String topic) throws IOException {
    Properties reading = new Properties();
    reading.putAll(kafka);
    reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    reading.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    Properties writing = new Properties();
    writing.putAll(
        Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true"));
    writing.putAll(kafka);
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new UnknownTopicOrPartitionException("it has no partitions");
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return new KafkaBlockedLog(
          consumer,
          new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer()),
          topic);
    } catch (KafkaException e) {
      consumer.close();
      throw new IOException("the topic " + topic + " cannot be opened", e);
    }
  }

  /** Over clients that are open; the consumer has the topic's partitions. */
  KafkaBlockedLog(
      Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer, String topic) {
    this.consumer = consumer;
    this.producer = producer;
    this.topic = topic;
  }

  @Override
  public Set<BufferKey> poll() throws IOException {
    try {
      ConsumerRecords<byte[], byte[]> messages = consumer.poll(Duration.ofSeconds(1));
      while (!messages.isEmpty()) {
        messages.forEach(this::take);
        messages = consumer.poll(Duration.ofMillis(100));
      }
    } catch (KafkaException e) {
      throw new IOException("what is blocked cannot be read", e);
    }
    return Set.copyOf(blocked);
  }

  private void take(ConsumerRecord<byte[], byte[]> message) {
    BufferKey.ofName(message.key())
        .ifPresent(
            buffer -> {
              if (message.value() == null) {
                blocked.remove(buffer);
              } else {
                blocked.add(buffer);
              }
            });
  }

  @Override
  public void block(BufferKey buffer, BlockedBuffer why) throws IOException, InterruptedException {
    send(buffer.name(), BlockedMessages.value(why));
    blocked.add(buffer);
  }

  @Override
  public void unblock(BufferKey buffer) throws IOException, InterruptedException {
    send(buffer.name(), null);
    blocked.remove(buffer);
  }

  @Override
  public void outage() throws IOException, InterruptedException {
    send(StoreOutage.key(), BlockedMessages.OUTAGE);
  }

  private void send(byte[] key, byte[] value) throws IOException, InterruptedException {
    try {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    } catch (ExecutionException e) {
      throw new IOException("the topic " + topic + " took no message", e.getCause());
    } catch (KafkaException e) {
      throw new IOException("the topic " + topic + " took no message", e);
    }
  }

  @Override
  public void close() {
    try {
      consumer.close();
    } finally {
      producer.close(Duration.ofSeconds(10));
    }
  }
}
