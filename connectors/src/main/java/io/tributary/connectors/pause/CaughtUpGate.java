package io.tributary.connectors.pause;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closed until everything that stood on a topic when the gate was made is in a complete checkpoint
 * of the job that reads it: a job's source commits its offsets with each. From then on it is open.
 *
 * <p>The group must be the job's alone, and new with each of its starts, or offsets of an earlier
 * start would open the gate too soon. Where Kafka does not answer, the gate stays as it is.
 * Thread-safe.
 */
public final class CaughtUpGate implements Gate {

  private static final Logger LOG = LoggerFactory.getLogger(CaughtUpGate.class);
  private static final long PAUSE_MILLIS = 500;

  /** How far a topic has been written and read; one for a gate. */
  interface Progress extends AutoCloseable {

    /** The end of each partition that holds anything. */
    Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException;

    /** What the group has read, at most up to there; nothing for partitions it has not begun. */
    Map<TopicPartition, Long> read() throws ExecutionException, InterruptedException;

    @Override
    void close();
  }

  private final Progress progress;
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final Thread thread = new Thread(this::watch, "tributary-caught-up");

  /** Belongs to the thread. */
  private Map<TopicPartition, Long> ends;

  private volatile boolean closing;

  /**
   * Makes a gate and watches from now on.
   *
   * @param kafka client properties, at least {@code bootstrap.servers}
   * @param group of the job that reads
   * @param topics that it has to have read
   */
  public static CaughtUpGate start(Properties kafka, String group, List<String> topics) {
    CaughtUpGate gate = new CaughtUpGate(new KafkaProgress(kafka, group, topics));
    gate.thread.setDaemon(true);
    gate.thread.start();
    return gate;
  }

  CaughtUpGate(Progress progress) {
    this.progress = progress;
  }

  private void watch() {
    try (progress) {
      while (!closing && !look()) {
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      LOG.debug("The gate is not watched any more");
    } finally {
      opened.complete(null);
    }
  }

  /** Looks once; whether the gate is open. */
  boolean look() throws InterruptedException {
    try {
      if (ends == null) {
        ends = progress.ends();
      }
      Map<TopicPartition, Long> read = progress.read();
      boolean all =
          ends.entrySet().stream()
              .allMatch(end -> read.getOrDefault(end.getKey(), -1L) >= end.getValue());
      if (all) {
        LOG.info("All that stood on {} has been read", ends.keySet());
        opened.complete(null);
      }
    } catch (ExecutionException | KafkaException e) {
      LOG.warn(
          "How far the topics were read cannot be told; that is tried again: {}", e.toString());
    }
    return opened.isDone();
  }

  @Override
  public CompletableFuture<Void> opened() {
    return opened;
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
  }

  /** The same asked of Kafka. */
  private static final class KafkaProgress implements Progress {

    private final Admin admin;
    private final String group;
    private final List<String> topics;

    KafkaProgress(Properties kafka, String group, List<String> topics) {
      this.admin = Admin.create(kafka);
      this.group = group;
      this.topics = List.copyOf(topics);
    }

    @Override
    public Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
      List<TopicPartition> partitions =
          admin.describeTopics(topics).allTopicNames().get().entrySet().stream()
              .flatMap(
                  topic ->
                      topic.getValue().partitions().stream()
                          .map(info -> new TopicPartition(topic.getKey(), info.partition())))
              .toList();
      Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
      Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest());
      // Of what is empty, no offset is ever committed.
      ends.entrySet().removeIf(end -> end.getValue() <= begins.get(end.getKey()));
      return ends;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec)
        throws ExecutionException, InterruptedException {
      Map<TopicPartition, ListOffsetsResultInfo> answers =
          admin
              .listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> spec)))
              .all()
              .get();
      Map<TopicPartition, Long> offsets = new HashMap<>();
      answers.forEach((partition, answer) -> offsets.put(partition, answer.offset()));
      return offsets;
    }

    @Override
    public Map<TopicPartition, Long> read() throws ExecutionException, InterruptedException {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      Map<TopicPartition, Long> read = new HashMap<>();
      committed.forEach(
          (partition, offset) -> {
            if (offset != null) {
              read.put(partition, offset.offset());
            }
          });
      return read;
    }

    @Override
    public void close() {
      admin.close();
    }
  }
}
