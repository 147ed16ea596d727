package io.tributary.jobs.ingest;

import io.tributary.jobs.flink.TopicSettings;

/** Looks, before the job starts, whether the topics are as its promises need them. */
final class TopicCheck {

  private TopicCheck() {}

  /**
   * @throws IllegalStateException naming the topic, what is wrong with it and what to do
   */
  static void require(KafkaOptions kafka) throws InterruptedException {
    try (TopicSettings topics = TopicSettings.open(kafka.bootstrapServers())) {
      topics.require(kafka.inputTopic(), "message.timestamp.type", "LogAppendTime");
      if (kafka.revocationsTopic().isPresent()) {
        topics.requireRevocations(
            kafka.revocationsTopic().get(),
            "revoked session keys are then admitted until their grants end");
      }
      topics.require(kafka.parkedTopic(), "cleanup.policy", "compact");
      if (kafka.blockedTopic().isPresent()) {
        requireBlocked(topics, kafka.blockedTopic().get());
      }
    }
  }

  private static void requireBlocked(TopicSettings topics, String topic)
      throws InterruptedException {
    topics.requireTopic(
        topic,
        "one partition and cleanup.policy=compact, or say --blocked-topic none: rows of a miner"
            + " whose files cannot be written then wait in state without a bound");
    topics.require(topic, "cleanup.policy", "compact");
  }
}
