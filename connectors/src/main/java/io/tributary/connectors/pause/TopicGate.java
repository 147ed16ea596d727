package io.tributary.connectors.pause;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closed for some time by each message of a key on a topic; whoever wants it to stay closed says so
 * again and again. Only what is written after the gate was made counts, so that nothing that is
 * left on the topic closes it, and whoever falls silent opens it.
 *
 * <p>Where the topic cannot be read, the gate is open. Thread-safe.
 */
public final class TopicGate implements Gate {

  private static final Logger LOG = LoggerFactory.getLogger(TopicGate.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final String topic;
  private final byte[] key;
  private final long holdNanos;
  private final LongSupplier nanoTime;
  private final Thread thread = new Thread(this::watch, "tributary-gate");

  private volatile CompletableFuture<Void> opened = CompletableFuture.completedFuture(null);
  private volatile boolean closing;

  /** Set by the thread, and woken by whoever closes the gate. */
  private volatile Consumer<byte[], byte[]> consumer;

  /** Belongs to the thread, as the next one. */
  private boolean held;

  private long heldUntilNanos;

  /**
   * Makes a gate and watches the topic from now on.
   *
   * @param kafka client properties, at least {@code bootstrap.servers}
   * @param key of the messages that close the gate
   * @param hold how long each of them does
   */
  public static TopicGate start(Properties kafka, String topic, byte[] key, Duration hold) {
    Properties reading = new Properties();
    reading.putAll(kafka);
    reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    reading.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    reading.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
    TopicGate gate =
        new TopicGate(
            () ->
                new KafkaConsumer<>(
                    reading, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
            topic,
            key,
            hold,
            System::nanoTime);
    gate.thread.setDaemon(true);
    gate.thread.start();
    return gate;
  }

  TopicGate(
      Supplier<Consumer<byte[], byte[]>> consumers,
      String topic,
      byte[] key,
      Duration hold,
      LongSupplier nanoTime) {
    this.consumers = consumers;
    this.topic = topic;
    this.key = key.clone();
    this.holdNanos = hold.toNanos();
    this.nanoTime = nanoTime;
  }

  private void watch() {
    try {
      while (!closing) {
        if (!look()) {
          Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
        }
      }
    } catch (InterruptedException | InterruptException | WakeupException e) {
      LOG.debug("The gate is not watched any more");
    } finally {
      opened.complete(null);
      closeConsumer();
    }
  }

  /** Looks once; whether the topic could be read. */
  boolean look() {
    boolean read = true;
    try {
      if (consumer == null) {
        consumer = consumers.get();
        seekToEnd();
      }
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
        if (Arrays.equals(key, message.key())) {
          held = true;
          heldUntilNanos = nanoTime.getAsLong() + holdNanos;
        }
      }
    } catch (InterruptException | WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("The topic {} cannot be watched; that is tried again: {}", topic, e.toString());
      closeConsumer();
      read = false;
    }
    move();
    return read;
  }

  private void seekToEnd() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    // Seeking is done by asking, or else it would wait for the first poll, and miss what comes now.
    partitions.forEach(consumer::position);
  }

  private void move() {
    held = held && heldUntilNanos - nanoTime.getAsLong() > 0;
    if (held == !opened.isDone()) {
      return;
    }
    if (held) {
      LOG.warn("Reading stops: {} says that nothing can be written now", topic);
      opened = new CompletableFuture<>();
    } else {
      LOG.info("Reading goes on");
      opened.complete(null);
    }
  }

  private void closeConsumer() {
    if (consumer != null) {
      try {
        consumer.close();
      } catch (KafkaException e) {
        LOG.debug("The consumer of {} did not close well", topic, e);
      }
      consumer = null;
    }
  }

  @Override
  public CompletableFuture<Void> opened() {
    return opened;
  }

  @Override
  public void close() {
    closing = true;
    // Not an interrupt, which would also break off the consumer's own end.
    Consumer<byte[], byte[]> watched = consumer;
    if (watched != null) {
      watched.wakeup();
    }
  }
}
