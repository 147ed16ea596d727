package io.tributary.jobs.validate;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.beacon.BeaconBlock;
import io.tributary.connectors.beacon.BeaconBlockCodec;
import io.tributary.connectors.beacon.BeaconSource;
import io.tributary.connectors.pause.CaughtUpGate;
import io.tributary.connectors.pause.PausingSource;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.jobs.flink.JobSettings;
import io.tributary.jobs.flink.KafkaEnds;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Starts the validation job on whatever Flink cluster it is submitted to. */
public final class ValidationJob {

  /** The job's name in Flink. */
  public static final String NAME = "tributary-validation";

  /** The sources' ids in checkpoints: never to be changed. */
  public static final String COMMITTED_UID = "committed-files";

  public static final String REVOCATIONS_UID = "revocations";
  public static final String BEACON_UID = "beacon";

  /** A message of the largest verdict that there may be, and what goes around it. */
  private static final int MOST_MESSAGE_BYTES = 9 << 20;

  private ValidationJob() {}

  /** Entry point; {@code --help} lists the arguments. */
  @SuppressWarnings("SystemOut") // Only what was asked for is printed: the help.
  public static void main(String[] args) throws Exception {
    if (Arrays.asList(args).contains("--help")) {
      System.out.print(ValidationOptions.HELP);
      return;
    }
    ValidationOptions options = ValidationOptions.parse(args);
    ValidationTopicCheck.require(options.topics(), MOST_MESSAGE_BYTES);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(options));
    build(
        env,
        options,
        new StoreValidationServices(options.reading(), options.settings(), options.beacon()),
        Clock.systemUTC().instant());
    env.execute(NAME);
  }

  /** What the job demands of Flink; the cluster's own configuration adds where state is kept. */
  public static Configuration configuration(ValidationOptions options) {
    return JobSettings.of(options.checkpointInterval());
  }

  /**
   * Adds sources, pipeline and sinks to an environment.
   *
   * @param services what the job talks to
   * @param startedAt when this start of the job is, which no other one shares: nothing is frozen
   *     before a checkpoint of this very start holds what stood on the topics
   */
  public static void build(
      StreamExecutionEnvironment env,
      ValidationOptions options,
      ValidationServices services,
      Instant startedAt) {
    ValidationTopics topics = options.topics();
    String group = consumerGroup(options, startedAt);
    DataStream<IncomingBatch> committed =
        env.fromSource(
                source(topics, group, topics.committedTopic()),
                WatermarkStrategy.noWatermarks(),
                "Committed files")
            .setParallelism(1)
            .uid(COMMITTED_UID);
    Optional<DataStream<IncomingBatch>> revocations =
        topics
            .revocationsTopic()
            .map(
                topic ->
                    env.fromSource(
                            source(topics, group, topic),
                            WatermarkStrategy.noWatermarks(),
                            "Signed revocations")
                        .setParallelism(1)
                        .uid(REVOCATIONS_UID));
    ValidationPipeline.attach(
        new ValidationPipeline.Inputs(committed, revocations, beacon(env, options, group)),
        options.settings(),
        services,
        new ValidationPipeline.Outputs(
            exactlyOnce(topics, topics.freezesTopic()),
            exactlyOnce(topics, topics.verdictsTopic()),
            options.verdictsPath()));
  }

  /** The group of a start's consumers; its offsets move with the checkpoints. */
  public static String consumerGroup(ValidationOptions options, Instant startedAt) {
    return options.topics().group() + "-" + startedAt.toEpochMilli();
  }

  /** Blocks wait until the sets are known: an epoch would otherwise freeze half of them. */
  private static DataStream<BeaconBlock> beacon(
      StreamExecutionEnvironment env, ValidationOptions options, String group) {
    Properties properties = ends(options.topics()).clientProperties();
    List<String> inputs = options.topics().inputs();
    return env.fromSource(
            new PausingSource<>(
                new BeaconSource(options.beacon()),
                () -> CaughtUpGate.start(properties, group, inputs)),
            WatermarkStrategy.noWatermarks(),
            "Beacon",
            CodecTypeInfo.of(new BeaconBlockCodec()))
        .setParallelism(1)
        .uid(BEACON_UID);
  }

  private static KafkaSource<IncomingBatch> source(
      ValidationTopics topics, String group, String topic) {
    return ends(topics).source(group, topic);
  }

  private static KafkaSink<KafkaMessage> exactlyOnce(ValidationTopics topics, String topic) {
    return ends(topics).exactlyOnce(topic, MOST_MESSAGE_BYTES);
  }

  private static KafkaEnds ends(ValidationTopics topics) {
    return new KafkaEnds(topics.bootstrapServers(), NAME, topics.transactionTimeout());
  }
}
