package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.ParkReason;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The commit log on Kafka: manifests on {@code committed-files}, parked files on the compacted
 * {@code parked-files}, both keyed by object key. Every call waits for the acknowledgement of all
 * in-sync replicas.
 */
public final class KafkaCommitLog implements CommitLog, WithdrawalLog {

  static final String REASON = "reason";
  static final String VERSION = "version";

  private final Producer<byte[], byte[]> producer;
  private final String committedTopic;
  private final String parkedTopic;
  private final StagedFileSerializer serializer = new StagedFileSerializer();

  /**
   * @param kafka client properties, at least {@code bootstrap.servers}
   */
  public KafkaCommitLog(Properties kafka, String committedTopic, String parkedTopic) {
    this(
        new KafkaProducer<>(
            withDefaults(kafka), new ByteArraySerializer(), new ByteArraySerializer()),
        committedTopic,
        parkedTopic);
  }

  KafkaCommitLog(Producer<byte[], byte[]> producer, String committedTopic, String parkedTopic) {
    this.producer = producer;
    this.committedTopic = committedTopic;
    this.parkedTopic = parkedTopic;
  }

  private static Properties withDefaults(Properties kafka) {
    Properties config = new Properties();
    config.putAll(
        Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "120000"));
    config.putAll(kafka);
    return config;
  }

  @Override
  public void committed(StagedFile file) throws IOException, InterruptedException {
    publish(file.committed());
  }

  @Override
  public void withdrawn(CommittedFile file) throws IOException, InterruptedException {
    publish(file);
  }

  private void publish(CommittedFile file) throws IOException, InterruptedException {
    send(new ProducerRecord<>(committedTopic, key(file.key()), file.encode()));
  }

  @Override
  public void parked(StagedFile file, ParkReason reason) throws IOException, InterruptedException {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(parkedTopic, key(file.key()), serializer.serialize(file));
    message.headers().add(REASON, reason.name().getBytes(StandardCharsets.US_ASCII));
    message.headers().add(VERSION, new byte[] {(byte) serializer.getVersion()});
    send(message);
  }

  @Override
  public void unparked(StagedFile file) throws IOException, InterruptedException {
    send(new ProducerRecord<>(parkedTopic, key(file.key()), null));
  }

  private static byte[] key(ObjectKey key) {
    return key.path().getBytes(StandardCharsets.UTF_8);
  }

  private void send(ProducerRecord<byte[], byte[]> message)
      throws IOException, InterruptedException {
    try {
      producer.send(message).get();
    } catch (ExecutionException e) {
      throw new IOException("the topic " + message.topic() + " took no message", e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }
}
