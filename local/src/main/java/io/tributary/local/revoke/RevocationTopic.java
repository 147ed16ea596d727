package io.tributary.local.revoke;

import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.wire.MalformedBytesException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes revocations for the ingest job. Thread-safe. */
public final class RevocationTopic {

  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int REQUEST_MILLIS = 10_000;

  private final String bootstrap;
  private final String topic;

  /** A topic of this cluster, which is not looked at yet. */
  public RevocationTopic(String bootstrap, String topic) {
    this.bootstrap = bootstrap;
    this.topic = topic;
  }

  /**
   * Publishes a revocation; once this returns, all replicas hold it. Its key names the hotkey and
   * what is revoked, so that not even a compacted topic drops one for another.
   *
   * @throws IOException if Kafka does not take it; publishing again is harmless
   */
  public void publish(SignedRevocation signed) throws IOException, InterruptedException {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MILLIS);
    byte[] key = key(signed);
    requireTopic();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key, signed.encode())).get();
    } catch (ExecutionException e) {
      throw failed(e.getCause());
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /** Brokers may make a topic for whoever sends to it, with settings of their own. */
  private void requireTopic() throws IOException, InterruptedException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", bootstrap,
            "request.timeout.ms", REQUEST_MILLIS,
            "default.api.timeout.ms", TIMEOUT_MILLIS);
    try (Admin admin = Admin.create(settings)) {
      admin.describeTopics(Set.of(topic)).allTopicNames().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new IOException("Kafka at " + bootstrap + " has no topic " + topic, e.getCause());
      }
      throw failed(e.getCause());
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  private static byte[] key(SignedRevocation signed) throws IOException {
    try {
      Revocation revocation = Revocation.decode(signed.body().bytes());
      return (revocation.hotkey() + "/" + signed.body().sha256().hex())
          .getBytes(StandardCharsets.US_ASCII);
    } catch (MalformedBytesException e) {
      throw new IOException("not a revocation: " + e.getMessage(), e);
    }
  }

  private IOException failed(Throwable cause) {
    Throwable why = cause.getCause() == null ? cause : cause.getCause();
    return new IOException(
        "Kafka at " + bootstrap + " did not take it for " + topic + ": " + why.getMessage(), cause);
  }
}
