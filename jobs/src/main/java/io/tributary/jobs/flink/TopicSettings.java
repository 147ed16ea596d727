package io.tributary.jobs.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Looks, before a job starts, whether topics are as its promises need them. What is not so is told
 * by an {@link IllegalStateException} that names the topic, what is wrong with it and what to do.
 */
public final class TopicSettings implements AutoCloseable {

  private static final Map<String, String> HOW =
      Map.of(
          "message.timestamp.type=LogAppendTime", "or senders choose the time that counts",
          "cleanup.policy=compact", "or what stands on it no longer is never forgotten",
          "retention.ms=-1", "or revocations are forgotten");

  private static final String FILES_FORGOTTEN =
      "or files in the lake are forgotten: they are no longer challenged, and no longer show that a"
          + " start is from an old checkpoint";

  private final Admin admin;

  private TopicSettings(Admin admin) {
    this.admin = admin;
  }

  /** Looks at topics of a cluster. */
  public static TopicSettings open(String bootstrapServers) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", bootstrapServers);
    return new TopicSettings(Admin.create(properties));
  }

  /**
   * Requires that a topic is there.
   *
   * @param how to create it, and what to say to do without it
   */
  public void requireTopic(String topic, String how) throws InterruptedException {
    try {
      if (!admin.listTopics().names().get().contains(topic)) {
        throw new IllegalStateException("there is no topic " + topic + "; create it with " + how);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Kafka's topics cannot be listed: " + e.getCause().getMessage(), e.getCause());
    }
  }

  /**
   * Requires a topic of revocations.
   *
   * @param without what it means to read none
   */
  public void requireRevocations(String topic, String without) throws InterruptedException {
    requireTopic(
        topic,
        "one partition, message.timestamp.type=LogAppendTime and retention.ms=-1, or say"
            + " --revocations-topic none: "
            + without);
    require(topic, "message.timestamp.type", "LogAppendTime");
    // Compacted, the job's own memory of what was revoked is all that outlives a tombstone.
    if (!"compact".equals(setting(topic, "cleanup.policy"))) {
      require(topic, "retention.ms", "-1");
    }
  }

  /** Requires that a topic has a setting. */
  public void require(String topic, String name, String wanted) throws InterruptedException {
    String value = setting(topic, name);
    if (!wanted.equals(value)) {
      throw wrong(topic, name, value, wanted + ", " + HOW.get(name + "=" + wanted));
    }
  }

  /**
   * Requires that a topic has a setting of at least so much.
   *
   * @param why what else happens
   */
  public void requireAtLeast(String topic, String name, long least, String why)
      throws InterruptedException {
    String value = setting(topic, name);
    if (Long.parseLong(value) < least) {
      throw wrong(topic, name, value, least + " or more, " + why);
    }
  }

  /**
   * Requires that a topic has one partition.
   *
   * @param why what else happens
   */
  public void requireOnePartition(String topic, String why) throws InterruptedException {
    TopicDescription described;
    try {
      described = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
    } catch (ExecutionException e) {
      throw unseen(topic, e);
    }
    int partitions = described.partitions().size();
    if (partitions != 1) {
      throw new IllegalStateException(
          "the topic " + topic + " has " + partitions + " partitions; it needs one, " + why);
    }
  }

  /**
   * Says what of a topic of committed files should be otherwise. A job runs without it; what it
   * promises then rests on less.
   *
   * @return sentences for people; empty if all is well
   */
  public List<String> adviceOnCommitted(String topic) throws InterruptedException {
    List<String> advice = new ArrayList<>();
    advise(
        advice,
        topic,
        "message.timestamp.type",
        "LogAppendTime",
        "or a TaskManager whose clock is late can make honest rows look scraped after their"
            + " commit");
    advise(advice, topic, "cleanup.policy", "delete", FILES_FORGOTTEN);
    advise(advice, topic, "retention.ms", "-1", FILES_FORGOTTEN);
    return advice;
  }

  private void advise(List<String> advice, String topic, String name, String wanted, String why)
      throws InterruptedException {
    String value = setting(topic, name);
    if (!wanted.equals(value)) {
      advice.add(wrong(topic, name, value, wanted + ", " + why).getMessage());
    }
  }

  private String setting(String topic, String name) throws InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(name).value();
    } catch (ExecutionException e) {
      throw unseen(topic, e);
    }
  }

  private static IllegalStateException wrong(
      String topic, String name, String value, String wanted) {
    return new IllegalStateException(
        "the topic " + topic + " has " + name + "=" + value + "; set it to " + wanted);
  }

  private static IllegalStateException unseen(String topic, ExecutionException e) {
    if (e.getCause() instanceof UnknownTopicOrPartitionException) {
      return new IllegalStateException("there is no topic " + topic, e.getCause());
    }
    return new IllegalStateException(
        "the topic " + topic + " cannot be looked at: " + e.getCause().getMessage(), e.getCause());
  }

  @Override
  public void close() {
    admin.close();
  }
}
