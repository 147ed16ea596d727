package io.tributary.benchmarks.chaos;

import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.epoch.SignedFreeze;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.replay.PublicRecords.PublishedFreeze;
import io.tributary.lake.verdict.SignedVerdict;
import io.tributary.lake.verdict.Verdict;
import io.tributary.local.kafka.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Freezes, verdicts and committed files as their topics hold them, each message, of freezes and
 * verdicts those that were committed and whose signature holds. Not thread-safe.
 */
final class ValidationRecords implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<PublishedFreeze> freezes = new ArrayList<>();
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<Committed> committed = new ArrayList<>();

  /**
   * A message of committed files.
   *
   * @param offset where it stands
   * @param appendedAt its time
   * @param file what it says
   */
  record Committed(long offset, Instant appendedAt, CommittedFile file) {}

  /** Begins at the beginning of the topics. */
  ValidationRecords(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all = new ArrayList<>();
    for (String topic : List.of(Topics.FREEZES, Topics.VERDICTS, Topics.COMMITTED)) {
      all.add(new TopicPartition(topic, 0));
    }
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  /**
   * Takes in everything that was published before this call, and is not in a transaction that is
   * still open.
   *
   * @throws IOException if the broker fails, or a message is not what its topic is for
   */
  void catchUp() throws IOException {
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), PATIENCE);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
          take(message);
        }
      }
    } catch (KafkaException | MalformedBytesException | InvalidSignatureException e) {
      throw new IOException("the validation's topics cannot be read: " + e.getMessage(), e);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> message)
      throws MalformedBytesException, InvalidSignatureException {
    Instant at = Instant.ofEpochMilli(message.timestamp());
    switch (message.topic()) {
      case Topics.FREEZES ->
          freezes.add(new PublishedFreeze(SignedFreeze.decode(message.value()).verify(), at));
      case Topics.VERDICTS -> verdicts.add(SignedVerdict.decode(message.value()).verify());
      default ->
          committed.add(new Committed(message.offset(), at, CommittedFile.decode(message.value())));
    }
  }

  List<PublishedFreeze> freezes() {
    return Collections.unmodifiableList(freezes);
  }

  List<Verdict> verdicts() {
    return Collections.unmodifiableList(verdicts);
  }

  List<Committed> committed() {
    return Collections.unmodifiableList(committed);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
