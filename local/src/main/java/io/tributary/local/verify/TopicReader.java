package io.tributary.local.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics of one partition from their beginning to where they end now, and only what was
 * committed. Never waits longer than its patience for anything. Not thread-safe.
 */
final class TopicReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrap;
  private final Duration patience;
  private final Consumer<byte[], byte[]> consumer;

  /** Takes a message. */
  @FunctionalInterface
  interface Taker {
    void take(ConsumerRecord<byte[], byte[]> message);
  }

  /**
   * Connects when it reads.
   *
   * @param patience how long may pass without anything coming
   * @throws IOException if the address is none
   */
  TopicReader(String bootstrap, Duration patience) throws IOException {
    this.bootstrap = bootstrap;
    this.patience = patience;
    try {
      consumer =
          new KafkaConsumer<>(
              Map.of(
                  ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                  ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                  ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                  ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                  ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                  ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000",
                  ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(patience.toMillis())),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw failed("", e);
    }
  }

  /**
   * Reads a topic whose beginning decides.
   *
   * @throws IOException if the topic is not there, has several partitions, has lost its beginning,
   *     or the brokers fail or stay silent
   */
  void readWhole(String topic, Taker taker) throws IOException {
    read(topic, true, taker);
  }

  /**
   * Reads what is left of a topic.
   *
   * @throws IOException as above
   */
  void readRest(String topic, Taker taker) throws IOException {
    read(topic, false, taker);
  }

  private void read(String topic, boolean whole, Taker taker) throws IOException {
    try {
      TopicPartition partition = partition(topic);
      List<TopicPartition> one = List.of(partition);
      consumer.assign(one);
      long begin = consumer.beginningOffsets(one, patience).get(partition);
      if (whole && begin > 0) {
        throw new IOException(
            topic + " begins at offset " + begin + ": what stood before is needed and was removed");
      }
      consumer.seekToBeginning(one);
      read(partition, consumer.endOffsets(one, patience).get(partition), taker);
    } catch (KafkaException e) {
      throw failed(topic + " of ", e);
    }
  }

  private TopicPartition partition(String topic) throws IOException {
    List<PartitionInfo> partitions =
        Optional.ofNullable(consumer.partitionsFor(topic)).orElse(List.of());
    if (partitions.isEmpty()) {
      throw new IOException("there is no topic " + topic + " at " + bootstrap);
    }
    if (partitions.size() > 1) {
      throw new IOException(
          topic
              + " has "
              + partitions.size()
              + " partitions: the order of its messages decides, so it must have one");
    }
    return new TopicPartition(topic, partitions.get(0).partition());
  }

  private void read(TopicPartition partition, long end, Taker taker) throws IOException {
    long silentSince = System.nanoTime();
    while (consumer.position(partition, patience) < end) {
      boolean any = false;
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
        any = true;
        if (message.offset() < end) {
          taker.take(message);
        }
      }
      if (any) {
        silentSince = System.nanoTime();
      } else if (System.nanoTime() - silentSince > patience.toNanos()) {
        throw new IOException(
            "%s at %s was silent for %d s at offset %d of %d"
                .formatted(
                    partition.topic(),
                    bootstrap,
                    patience.toSeconds(),
                    consumer.position(partition),
                    end));
      }
    }
  }

  private IOException failed(String what, KafkaException e) {
    Throwable why = e.getCause() == null ? e : e.getCause();
    return new IOException(
        what + "Kafka at " + bootstrap + " cannot be read: " + why.getMessage(), e);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
