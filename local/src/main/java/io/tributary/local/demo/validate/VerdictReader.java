package io.tributary.local.demo.validate;

import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.SignedFreeze;
import io.tributary.lake.verdict.SignedVerdict;
import io.tributary.lake.verdict.Verdict;
import io.tributary.local.kafka.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All freezes and verdicts of their topics, verified. Not thread-safe. */
final class VerdictReader implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<Freeze> freezes = new ArrayList<>();
  private final List<Verdict> verdicts = new ArrayList<>();

  /** Begins at the beginning of both topics. */
  VerdictReader(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> both =
        List.of(new TopicPartition(Topics.FREEZES, 0), new TopicPartition(Topics.VERDICTS, 0));
    consumer.assign(both);
    consumer.seekToBeginning(both);
  }

  /**
   * Takes in what has been published since.
   *
   * @throws IOException if the broker fails, or a message is not what its topic is for
   */
  void poll(Duration atMost) throws IOException {
    try {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(atMost)) {
        if (message.topic().equals(Topics.FREEZES)) {
          freezes.add(SignedFreeze.decode(message.value()).verify());
        } else {
          verdicts.add(SignedVerdict.decode(message.value()).verify());
        }
      }
    } catch (KafkaException | MalformedBytesException | InvalidSignatureException e) {
      throw new IOException("the validation's topics cannot be read: " + e.getMessage(), e);
    }
  }

  /** Takes in everything that was published before this call. */
  void catchUp(Duration patience) throws IOException {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), patience);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      poll(patience);
    }
  }

  /** Freezes of an epoch. */
  List<Freeze> freezes(long epoch) {
    return freezes.stream().filter(freeze -> freeze.epoch() == epoch).toList();
  }

  /** Verdicts of an epoch. */
  List<Verdict> verdicts(long epoch) {
    return verdicts.stream().filter(verdict -> verdict.subject().epoch() == epoch).toList();
  }

  /** Every verdict. */
  List<Verdict> verdicts() {
    return List.copyOf(verdicts);
  }

  /** The last epoch that anything is known of; 0 if nothing is. */
  long lastEpoch() {
    return freezes.stream().mapToLong(Freeze::epoch).max().orElse(0);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
