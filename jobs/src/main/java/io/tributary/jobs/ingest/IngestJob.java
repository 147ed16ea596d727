package io.tributary.jobs.ingest;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.batches.IncomingBatchDeserializer;
import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.pause.PausingSource;
import io.tributary.connectors.pause.TopicGate;
import io.tributary.connectors.rewind.Rewind;
import io.tributary.connectors.rewind.RewindResult;
import io.tributary.connectors.sink.LakeServices;
import io.tributary.connectors.sink.StoreOutage;
import io.tributary.hotkey.batch.BatchLimits;
import io.tributary.hotkey.batch.BatchReader;
import io.tributary.jobs.flink.JobSettings;
import io.tributary.jobs.flink.KafkaEnds;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Starts the ingest job on whatever Flink cluster it is submitted to. */
public final class IngestJob {

  /** The job's name in Flink. */
  public static final String NAME = "tributary-ingest";

  /** The source's id in checkpoints: never to be changed. */
  public static final String SOURCE_UID = "miner-batches";

  /** The id in checkpoints of the source of revocations: never to be changed. */
  public static final String REVOCATIONS_UID = "revocations";

  /** The id in checkpoints of the source of blocks: never to be changed. */
  public static final String BLOCKED_UID = "blocked-miners";

  /** A refused batch, with what goes around it. */
  private static final int MOST_MESSAGE_BYTES = 4 << 20;

  private static final String NO_REVOCATIONS_UID = "no-revocations";

  private IngestJob() {}

  /** Entry point; {@code --help} lists the arguments. */
  @SuppressWarnings("SystemOut") // Only what was asked for is printed: help, and what is removed.
  public static void main(String[] args) throws Exception {
    if (Arrays.asList(args).contains("--help")) {
      System.out.print(IngestOptions.HELP);
      return;
    }
    IngestOptions options = IngestOptions.parse(args).startedAt(Clock.systemUTC().instant());
    TopicCheck.require(options.kafka());
    rewind(options).map(IngestJob::told).ifPresent(System.out::println);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(options));
    build(env, options);
    env.execute(NAME);
  }

  /**
   * Withdraws what is to be withdrawn before the job starts, with the credentials that AWS's tools
   * would find on this machine; answers what that was. No job of this line may run.
   *
   * @throws IOException if it was not carried out to its end: the job must not start then, and the
   *     same may be tried again
   */
  public static Optional<RewindResult> rewind(IngestOptions options)
      throws IOException, InterruptedException {
    if (options.rewind().isEmpty()) {
      return Optional.empty();
    }
    KafkaOptions kafka = options.kafka();
    try (Rewind rewind =
        Rewind.open(
            options.store(),
            ends(kafka).clientProperties(),
            kafka.committedTopic(),
            kafka.parkedTopic())) {
      long epoch = options.sink().staging().epoch();
      return Optional.of(rewind.run(options.audience(), options.rewind().get(), epoch));
    }
  }

  private static String told(RewindResult result) {
    return String.format(
        Locale.ROOT,
        "withdrawn: %,d rows in %,d files, and %,d parked files",
        result.rows(),
        result.files(),
        result.parked());
  }

  /** What the job demands of Flink; the cluster's own configuration adds where state is kept. */
  public static Configuration configuration(IngestOptions options) {
    return JobSettings.of(options.checkpointInterval());
  }

  /**
   * Adds source, pipeline and sinks to an environment. Each start of the job has options of its
   * own: {@link IngestOptions#startedAt}.
   */
  public static void build(StreamExecutionEnvironment env, IngestOptions options) {
    KafkaOptions kafka = options.kafka();
    DataStream<IncomingBatch> batches =
        env.fromSource(
                batches(kafka),
                WatermarkStrategy.noWatermarks(),
                "Signed batches",
                new IncomingBatchDeserializer().getProducedType())
            .uid(SOURCE_UID);
    String audience = options.audience();
    int netuid = options.netuid();
    RegistryOptions registry = options.registry();
    BatchReaderFactory readers =
        () -> new BatchReader(audience, netuid, registry.open(netuid), BatchLimits.DEFAULT);
    IngestPipeline.attach(
        new IngestPipeline.Inputs(batches, revocations(env, kafka, batches), blocked(env, kafka)),
        audience,
        netuid,
        options.rules(),
        readers,
        options.sink(),
        new IngestPipeline.Outputs(
            exactlyOnce(kafka, kafka.rejectedTopic()),
            exactlyOnce(kafka, kafka.duplicatesTopic()),
            services(options)));
  }

  /** What the sink of a job with these options talks to. */
  public static LakeServices services(IngestOptions options) {
    KafkaOptions kafka = options.kafka();
    return new LakeServices(
        options.store(),
        options.access(),
        ends(kafka).clientProperties(),
        kafka.committedTopic(),
        kafka.parkedTopic(),
        kafka.blockedTopic());
  }

  private static DataStream<IncomingBatch> revocations(
      StreamExecutionEnvironment env, KafkaOptions kafka, DataStream<IncomingBatch> batches) {
    if (kafka.revocationsTopic().isEmpty()) {
      // No batch is one: the graph stays as it is, and with it what its state belongs to.
      return batches.filter(batch -> false).name("No revocations").uid(NO_REVOCATIONS_UID);
    }
    return env.fromSource(
            source(kafka, kafka.revocationsTopic().get()),
            WatermarkStrategy.noWatermarks(),
            "Signed revocations")
        .setParallelism(1)
        .uid(REVOCATIONS_UID);
  }

  private static Optional<DataStream<IncomingBatch>> blocked(
      StreamExecutionEnvironment env, KafkaOptions kafka) {
    return kafka
        .blockedTopic()
        .map(
            topic ->
                env.fromSource(
                        source(kafka, topic), WatermarkStrategy.noWatermarks(), "Blocked miners")
                    .setParallelism(1)
                    .uid(BLOCKED_UID));
  }

  /** Batches stay in Kafka while the sink says that it can write nothing of anybody. */
  private static Source<IncomingBatch, ?, ?> batches(KafkaOptions kafka) {
    KafkaSource<IncomingBatch> source = source(kafka, kafka.inputTopic());
    if (kafka.blockedTopic().isEmpty()) {
      return source;
    }
    String topic = kafka.blockedTopic().get();
    Properties properties = ends(kafka).clientProperties();
    return new PausingSource<>(
        source, () -> TopicGate.start(properties, topic, StoreOutage.key(), StoreOutage.HOLD));
  }

  private static KafkaSource<IncomingBatch> source(KafkaOptions kafka, String topic) {
    return ends(kafka).source(kafka.group(), topic);
  }

  private static KafkaSink<KafkaMessage> exactlyOnce(KafkaOptions kafka, String topic) {
    return ends(kafka).exactlyOnce(topic, MOST_MESSAGE_BYTES);
  }

  private static KafkaEnds ends(KafkaOptions kafka) {
    return new KafkaEnds(kafka.bootstrapServers(), NAME, kafka.transactionTimeout());
  }
}
