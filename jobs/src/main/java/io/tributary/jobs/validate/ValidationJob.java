package io.tributary.jobs.validate;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.batches.IncomingBatchDeserializer;
import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.batches.KafkaMessageSerializer;
import io.tributary.connectors.beacon.BeaconBlock;
import io.tributary.connectors.beacon.BeaconBlockCodec;
import io.tributary.connectors.beacon.BeaconSource;
import io.tributary.connectors.pause.CaughtUpGate;
import io.tributary.connectors.pause.PausingSource;
import io.tributary.connectors.sink.SinkState;
import io.tributary.connectors.types.CodecTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Puts the validation job together, on whatever Flink cluster it is submitted to. How files are
 * challenged is handed in.
 */
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

  /** What the job demands of Flink; the cluster's own configuration adds where state is kept. */
  public static Configuration configuration(ValidationOptions options) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    SinkState.configure(configuration);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.checkpointInterval());
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    // Recovery uses up several attempts while a machine is replaced: never a fixed number of them.
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    return configuration;
  }

  /**
   * Adds sources, pipeline and sinks to an environment.
   *
   * @param startedAt when this start of the job is, which no other one shares: nothing is frozen
   *     before a checkpoint of this very start holds what stood on the topics
   */
  public static void build(
      StreamExecutionEnvironment env,
      ValidationOptions options,
      ValidationServices services,
      Instant startedAt) {
    ValidationTopics topics = options.topics();
    String group = topics.group() + "-" + startedAt.toEpochMilli();
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
            exactlyOnce(topics, topics.verdictsTopic())));
  }

  /** Blocks wait until the sets are known: an epoch would otherwise freeze half of them. */
  private static DataStream<BeaconBlock> beacon(
      StreamExecutionEnvironment env, ValidationOptions options, String group) {
    Properties properties = clientProperties(options.topics());
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
    return KafkaSource.<IncomingBatch>builder()
        .setBootstrapServers(topics.bootstrapServers())
        .setGroupId(group)
        .setTopics(topic)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new IncomingBatchDeserializer())
        .setProperty("isolation.level", "read_committed")
        .build();
  }

  private static KafkaSink<KafkaMessage> exactlyOnce(ValidationTopics topics, String topic) {
    return KafkaSink.<KafkaMessage>builder()
        .setBootstrapServers(topics.bootstrapServers())
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(NAME + "-" + topic)
        .setProperty(
            "transaction.timeout.ms", Long.toString(topics.transactionTimeout().toMillis()))
        .setProperty("max.request.size", Integer.toString(MOST_MESSAGE_BYTES))
        .setRecordSerializer(new KafkaMessageSerializer(topic))
        .build();
  }

  private static Properties clientProperties(ValidationTopics topics) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", topics.bootstrapServers());
    return properties;
  }
}
