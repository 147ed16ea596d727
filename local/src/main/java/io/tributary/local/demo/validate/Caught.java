package io.tributary.local.demo.validate;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Waits until a checkpoint of a job holds everything that was published before. */
final class Caught {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(200);

  private Caught() {}

  /**
   * Waits.
   *
   * @param group of the job's consumers, which commits with its checkpoints
   * @param topic of one partition
   * @throws IOException if it takes minutes
   */
  static void up(String bootstrapServers, String group, String topic, Epochs.Check check)
      throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      long end =
          get(admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition))
              .offset();
      long start = System.nanoTime();
      while (committed(admin, group, partition) < end) {
        check.requireRunning();
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          throw new IOException("the validation job does not read " + topic);
        }
        TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
      }
    }
  }

  private static long committed(Admin admin, String group, TopicPartition partition)
      throws IOException, InterruptedException {
    OffsetAndMetadata offset =
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).get(partition);
    return offset == null ? -1 : offset.offset();
  }

  private static <T> T get(KafkaFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("Kafka does not answer: " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("Kafka does not answer", e);
    }
  }
}
