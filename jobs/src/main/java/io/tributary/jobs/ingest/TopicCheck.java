package io.tributary.jobs.ingest;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;

/** Looks, before the job starts, whether the topics are as its promises need them. */
final class TopicCheck {

  private static final Map<String, String> HOW =
      Map.of(
          "message.timestamp.type=LogAppendTime", "or senders choose the time that counts",
          "cleanup.policy=compact", "or what stands on it no longer is never forgotten",
          "retention.ms=-1", "or revocations are forgotten");

  private TopicCheck() {}

  /**
   * @throws IllegalStateException naming the topic, what is wrong with it and what to do
   */
  static void require(KafkaOptions kafka) throws InterruptedException {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(properties)) {
      requireSetting(admin, kafka.inputTopic(), "message.timestamp.type", "LogAppendTime");
      if (kafka.revocationsTopic().isPresent()) {
        requireRevocations(admin, kafka.revocationsTopic().get());
      }
      requireSetting(admin, kafka.parkedTopic(), "cleanup.policy", "compact");
      if (kafka.blockedTopic().isPresent()) {
        requireBlocked(admin, kafka.blockedTopic().get());
      }
    }
  }

  private static void requireBlocked(Admin admin, String topic) throws InterruptedException {
    requireTopic(
        admin,
        topic,
        "one partition and cleanup.policy=compact, or say --blocked-topic none: rows of a miner"
            + " whose files cannot be written then wait in state without a bound");
    requireSetting(admin, topic, "cleanup.policy", "compact");
  }

  private static void requireTopic(Admin admin, String topic, String how)
      throws InterruptedException {
    try {
      if (!admin.listTopics().names().get().contains(topic)) {
        throw new IllegalStateException("there is no topic " + topic + "; create it with " + how);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Kafka's topics cannot be listed: " + e.getCause().getMessage(), e.getCause());
    }
  }

  private static void requireRevocations(Admin admin, String topic) throws InterruptedException {
    requireTopic(
        admin,
        topic,
        "one partition, message.timestamp.type=LogAppendTime and retention.ms=-1, or say"
            + " --revocations-topic none: revoked session keys are then admitted until their"
            + " grants end");
    requireSetting(admin, topic, "message.timestamp.type", "LogAppendTime");
    // Compacted, the job's own memory of what was revoked is all that outlives a tombstone.
    if (!"compact".equals(setting(admin, topic, "cleanup.policy"))) {
      requireSetting(admin, topic, "retention.ms", "-1");
    }
  }

  private static void requireSetting(Admin admin, String topic, String name, String wanted)
      throws InterruptedException {
    String value = setting(admin, topic, name);
    if (!wanted.equals(value)) {
      throw new IllegalStateException(
          "the topic "
              + topic
              + " has "
              + name
              + "="
              + value
              + "; set it to "
              + wanted
              + ", "
              + HOW.get(name + "=" + wanted));
    }
  }

  private static String setting(Admin admin, String topic, String name)
      throws InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(name).value();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "the topic " + topic + " cannot be looked at: " + e.getCause().getMessage(),
          e.getCause());
    }
  }
}
