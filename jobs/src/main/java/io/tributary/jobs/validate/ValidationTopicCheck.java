package io.tributary.jobs.validate;

import io.tributary.jobs.flink.TopicSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks, before the job starts, whether the topics are as its promises need them. */
final class ValidationTopicCheck {

  private static final Logger LOG = LoggerFactory.getLogger(ValidationTopicCheck.class);

  private ValidationTopicCheck() {}

  /**
   * @param mostMessageBytes of the largest verdict
   * @throws IllegalStateException naming the topic, what is wrong with it and what to do
   */
  static void require(ValidationTopics names, int mostMessageBytes) throws InterruptedException {
    try (TopicSettings topics = TopicSettings.open(names.bootstrapServers())) {
      topics.requireTopic(names.committedTopic(), "one partition; the ingest writes to it");
      topics.requireOnePartition(
          names.committedTopic(), "or the order of messages is not that of files");
      topics.adviceOnCommitted(names.committedTopic()).forEach(LOG::warn);
      if (names.revocationsTopic().isPresent()) {
        topics.requireRevocations(
            names.revocationsTopic().get(),
            "manifests signed under revoked grants then count until these end");
      }
      topics.requireTopic(
          names.freezesTopic(), "message.timestamp.type=LogAppendTime and retention.ms=-1");
      topics.require(names.freezesTopic(), "message.timestamp.type", "LogAppendTime");
      topics.requireTopic(
          names.verdictsTopic(), "retention.ms=-1 and max.message.bytes=" + mostMessageBytes);
      topics.requireAtLeast(
          names.verdictsTopic(),
          "max.message.bytes",
          mostMessageBytes,
          "or the verdict of a large set stops the job");
    }
  }
}
