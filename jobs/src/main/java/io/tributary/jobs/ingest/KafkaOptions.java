package io.tributary.jobs.ingest;

import io.tributary.jobs.arguments.JobArguments;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach Kafka, and the topics. Immutable.
 *
 * @param bootstrapServers {@code host:port}, comma-separated
 * @param group consumer group of the input, for monitoring only: offsets live in checkpoints
 * @param inputTopic signed batches
 * @param revocationsTopic signed revocations; empty if none are read
 * @param rejectedTopic what was refused
 * @param duplicatesTopic what lost to another copy
 * @param committedTopic manifests of committed files
 * @param parkedTopic staged files that wait
 * @param blockedTopic buffers that are full; empty if that is neither published nor obeyed
 * @param transactionTimeout after which Kafka gives up what no checkpoint committed
 */
public record KafkaOptions(
    String bootstrapServers,
    String group,
    String inputTopic,
    Optional<String> revocationsTopic,
    String rejectedTopic,
    String duplicatesTopic,
    String committedTopic,
    String parkedTopic,
    Optional<String> blockedTopic,
    Duration transactionTimeout) {

  private static final String NONE = "none";

  static KafkaOptions parse(JobArguments a) {
    return new KafkaOptions(
        a.required("bootstrap"),
        a.text("group", "tributary-ingest"),
        a.text("input-topic", "miner-batches"),
        optional(a, "revocations-topic", "revocations"),
        a.text("rejected-topic", "rejected-records"),
        a.text("duplicates-topic", "duplicate-records"),
        a.text("committed-topic", "committed-files"),
        a.text("parked-topic", "parked-files"),
        optional(a, "blocked-topic", "blocked-miners"),
        a.duration("transaction-timeout", Duration.ofMinutes(15)));
  }

  private static Optional<String> optional(JobArguments a, String argument, String topic) {
    return Optional.of(a.text(argument, topic)).filter(name -> !name.equals(NONE));
  }
}
