package io.tributary.local.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends batches with an idempotent producer that waits for all replicas. It retries for two
 * minutes; what is not acknowledged by then counts as not sent. Compression is off: batches are
 * compressed.
 */
public final class KafkaBatchOutput implements BatchOutput {

  private static final Duration DELIVERY_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final int FRAME_BYTES = 64 << 10;

  private final Producer<byte[], byte[]> producer;
  private final FeedOptions options;

  KafkaBatchOutput(Producer<byte[], byte[]> producer, FeedOptions options) {
    this.producer = producer;
    this.options = options;
  }

  /**
   * Makes the producer; connects in the background.
   *
   * @throws FeedException if the addresses make no sense
   */
  public static KafkaBatchOutput open(FeedOptions options) throws FeedException {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrap());
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "tributary-feed-" + options.hotkey());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, options.limits().maxMessageBytes() + FRAME_BYTES);
    settings.put(
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        Math.max(32L << 20, 4L * options.limits().maxMessageBytes()));
    settings.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(DELIVERY_TIMEOUT.toMillis()));
    settings.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(REQUEST_TIMEOUT.toMillis()));
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_TIMEOUT.toMillis());
    try {
      return new KafkaBatchOutput(
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
          options);
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new FeedException(
          "Kafka at " + options.bootstrap() + " cannot be used: " + cause.getMessage(), e);
    }
  }

  @Override
  public CompletableFuture<Void> send(byte[] key, byte[] message) {
    CompletableFuture<Void> stored = new CompletableFuture<>();
    Callback settle =
        (metadata, failure) -> {
          if (failure == null) {
            stored.complete(null);
          } else {
            stored.completeExceptionally(failed(message.length, failure));
          }
        };
    try {
      // The callback answers; the producer's own future says the same.
      Future<RecordMetadata> unused =
          producer.send(new ProducerRecord<>(options.topic(), key, message), settle);
    } catch (KafkaException e) {
      stored.completeExceptionally(failed(message.length, e));
    }
    return stored;
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }

  private FeedException failed(int bytes, Exception failure) {
    if (failure instanceof RecordTooLargeException) {
      return new MessageTooLargeException(
          "topic "
              + options.topic()
              + " does not take a message of "
              + bytes
              + " bytes; raise its max.message.bytes",
          failure);
    }
    return new FeedException(
        "Kafka at "
            + options.bootstrap()
            + " did not take a batch for topic "
            + options.topic()
            + ": "
            + failure.getMessage(),
        failure);
  }
}
