package io.tributary.jobs.ingest;

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
    Duration transactionTimeout) {

  private static final String NONE = "none";

  static KafkaOptions parse(JobArguments a) {
    return new KafkaOptions(
        a.required("bootstrap"),
        a.text("group", "tributary-ingest"),
        a.text("input-topic", "miner-batches"),
        Optional.of(a.text("revocations-topic", "revocations")).filter(name -> !name.equals(NONE)),
        a.text("rejected-topic", "rejected-records"),
        a.text("duplicates-topic", "duplicate-records"),
        a.text("committed-topic", "committed-files"),
        a.text("parked-topic", "parked-files"),
        a.duration("transaction-timeout", Duration.ofMinutes(15)));
  }
}
