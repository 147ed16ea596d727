package io.tributary.local.kafka;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The deployment's topics, with the settings that the jobs rely on. */
public final class Topics {

  public static final String BATCHES = "miner-batches";
  public static final String REVOCATIONS = "revocations";
  public static final String REJECTED = "rejected-records";
  public static final String DUPLICATES = "duplicate-records";
  public static final String COMMITTED = "committed-files";
  public static final String PARKED = "parked-files";
  public static final String BLOCKED = "blocked-miners";
  public static final String FREEZES = "freezes";
  public static final String VERDICTS = "verdicts";

  /** The largest message: the largest batch and what a rejection puts around it. */
  public static final int MAX_MESSAGE_BYTES = 5 * 1024 * 1024;

  /** The largest verdict and what goes around it. */
  private static final int MAX_VERDICT_BYTES = 9 * 1024 * 1024;

  private static final Map<String, String> KEPT_FOR_EVER = Map.of("retention.ms", "-1");
  private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

  private Topics() {}

  /**
   * Makes the topics that do not exist yet.
   *
   * @param bootstrapServers the cluster
   * @param partitions of the topics that carry records
   * @param replication copies of each
   */
  public static void create(String bootstrapServers, int partitions, short replication)
      throws ExecutionException, InterruptedException {
    List<NewTopic> topics =
        List.of(
            new NewTopic(BATCHES, partitions, replication)
                .configs(
                    Map.of(
                        // No miner can choose the time by which age is judged.
                        "message.timestamp.type", "LogAppendTime",
                        "retention.ms", "-1",
                        "max.message.bytes", Integer.toString(MAX_MESSAGE_BYTES))),
            new NewTopic(REVOCATIONS, 1, replication)
                .configs(
                    Map.of(
                        // From then on a revocation counts; its sender does not choose.
                        "message.timestamp.type", "LogAppendTime",
                        // Not compacted: a later message must not take one away.
                        "cleanup.policy", "delete",
                        "retention.ms", "-1")),
            new NewTopic(REJECTED, partitions, replication).configs(KEPT_FOR_EVER),
            new NewTopic(DUPLICATES, partitions, replication).configs(KEPT_FOR_EVER),
            new NewTopic(COMMITTED, 1, replication)
                .configs(
                    Map.of(
                        // The time of a commit is not that of a machine whose clock may be late.
                        "message.timestamp.type", "LogAppendTime",
                        "retention.ms", "-1")),
            new NewTopic(PARKED, 1, replication).configs(COMPACTED),
            new NewTopic(BLOCKED, 1, replication).configs(COMPACTED),
            new NewTopic(FREEZES, 1, replication)
                .configs(
                    Map.of(
                        // A validator cannot choose the time at which it was published.
                        "message.timestamp.type", "LogAppendTime",
                        "retention.ms", "-1")),
            new NewTopic(VERDICTS, 1, replication)
                .configs(
                    Map.of(
                        "retention.ms",
                        "-1",
                        "max.message.bytes",
                        Integer.toString(MAX_VERDICT_BYTES))));
    Properties config = new Properties();
    config.put("bootstrap.servers", bootstrapServers);
    try (Admin admin = Admin.create(config)) {
      Set<String> existing = admin.listTopics().names().get();
      List<NewTopic> missing = topics.stream().filter(t -> !existing.contains(t.name())).toList();
      admin.createTopics(missing).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }
}
