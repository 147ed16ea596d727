package io.tributary.jobs.validate;

import io.tributary.jobs.arguments.JobArguments;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to reach Kafka, and the topics. Immutable.
 *
 * @param bootstrapServers {@code host:port}, comma-separated
 * @param group beginning of the consumer group's name, to which each start of the job adds its time
 * @param committedTopic committed files
 * @param revocationsTopic signed revocations; empty if none are read
 * @param freezesTopic signed freezes
 * @param verdictsTopic signed verdicts
 * @param transactionTimeout after which Kafka gives up what no checkpoint committed
 */
public record ValidationTopics(
    String bootstrapServers,
    String group,
    String committedTopic,
    Optional<String> revocationsTopic,
    String freezesTopic,
    String verdictsTopic,
    Duration transactionTimeout) {

  private static final String NONE = "none";

  static ValidationTopics parse(JobArguments a) {
    return new ValidationTopics(
        a.required("bootstrap"),
        a.text("group", "tributary-validation"),
        a.text("committed-topic", "committed-files"),
        Optional.of(a.text("revocations-topic", "revocations")).filter(name -> !name.equals(NONE)),
        a.text("freezes-topic", "freezes"),
        a.text("verdicts-topic", "verdicts"),
        a.duration("transaction-timeout", Duration.ofMinutes(15)));
  }

  /** What has to be read before anything is frozen. */
  List<String> inputs() {
    return Stream.concat(Stream.of(committedTopic), revocationsTopic.stream()).toList();
  }
}
