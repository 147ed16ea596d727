package io.tributary.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.batches.IncomingBatchCodec;
import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.sink.MinerFileSinkOptions;
import io.tributary.connectors.sink.RollPolicy;
import io.tributary.connectors.sink.StagingOptions;
import io.tributary.connectors.sink.StaleRestoreException;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.lake.parquet.EncoderOptions;
import io.tributary.schemas.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.testutils.CommonTestUtils;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real graph on a cluster within the test, between batches in memory and a lake in memory.
 * Restarts are unlimited in this job, so a test that would never end is ended.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IngestPipelineTest {

  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .setConfiguration(METRICS.addToConfiguration(new Configuration()))
              .build());

  @TempDir Path folder;

  private final BatchScript script = BatchScript.write();
  private final MemoryLake lake = new MemoryLake();
  private final MemoryTopic rejected = new MemoryTopic();
  private final MemoryTopic duplicates = new MemoryTopic();
  private int batchesPerCheckpoint = 12;

  @AfterEach
  void forget() {
    script.forget();
    lake.forget();
    rejected.forget();
    duplicates.forget();
  }

  @Test
  void everyOperatorHasAnId() {
    StreamExecutionEnvironment env = environment();
    attach(env);
    assertThat(env.getStreamGraph(false).getStreamNodes())
        .hasSizeGreaterThanOrEqualTo(10)
        .allSatisfy(
            node -> assertThat(node.getTransformationUID()).as(node.toString()).isNotBlank());
  }

  @Test
  void everyItemComesOutOnceAndTheSumIsRight() throws Exception {
    StreamExecutionEnvironment env = environment();
    attach(env);
    JobID job = env.execute("pipeline").getJobID();
    assertExact();
    Map<String, Long> counts = counts(job);
    assertThat(counts)
        .containsEntry(IngestCounts.BATCHES, (long) script.batches.size())
        .containsEntry(IngestCounts.RECEIVED, script.records())
        .containsEntry(IngestCounts.REVOCATIONS, 1L)
        .containsEntry(IngestCounts.INVALID_REVOCATIONS, 2L)
        .containsEntry(IngestCounts.ACCEPTED, (long) script.items.size())
        .containsEntry(IngestCounts.DUPLICATE, script.duplicates)
        .containsEntry(IngestCounts.REJECTED, script.rejectedRecords)
        .containsEntry(IngestCounts.REFUSED_BATCHES, script.refusedBatches)
        .containsEntry(IngestCounts.RESENT_BATCHES, script.resentBatches)
        .containsEntry("rowsCommitted", (long) script.items.size());
  }

  @Test
  void failuresBetweenCheckpointsChangeNothing() throws Exception {
    script.failuresLeft.set(2);
    StreamExecutionEnvironment env = environment();
    attach(env);
    env.execute("pipeline");
    assertThat(script.failuresLeft).hasValue(0);
    assertExact();
  }

  @Test
  void savepointsGoOnAtAnotherParallelismAndAnOlderOneIsRefused() throws Exception {
    batchesPerCheckpoint = 4;
    String first = stopAfterMoreFiles(Optional.empty(), 1);
    String second = stopAfterMoreFiles(Optional.of(first), 2);
    start(Optional.of(second), 1).execute("pipeline");
    assertExact();

    for (Optional<String> from : List.of(Optional.of(first), Optional.<String>empty())) {
      StreamExecutionEnvironment env = start(from, 2);
      assertThatThrownBy(() -> env.execute("pipeline"))
          .rootCause()
          .isInstanceOf(StaleRestoreException.class)
          .hasMessageStartingWith("STALE_RESTORE: the job would start from ");
      assertExact();
    }
  }

  private String stopAfterMoreFiles(Optional<String> from, int parallelism) throws Exception {
    int before = lake.committed().size();
    JobClient job = start(from, parallelism).executeAsync("pipeline");
    CommonTestUtils.waitUtil(
        () -> lake.committed().size() > before, Duration.ofMinutes(1), "no file is committed");
    return job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
        .get(1, TimeUnit.MINUTES);
  }

  private StreamExecutionEnvironment start(Optional<String> from, int parallelism) {
    StreamExecutionEnvironment env = environment(from);
    env.setParallelism(parallelism);
    attach(env);
    return env;
  }

  private void assertExact() throws IOException {
    assertThat(lake.parked()).isEmpty();
    assertThat(lake.files().keySet()).isEqualTo(lake.committed().keySet());
    List<String> items = new ArrayList<>();
    for (var file : lake.files().entrySet()) {
      List<String> ids = ids(file.getValue());
      assertThat(lake.committed()).containsEntry(file.getKey(), (long) ids.size());
      items.addAll(ids);
    }
    assertThat(items).containsExactlyInAnyOrderElementsOf(script.items);
    assertThat(duplicates.messages()).hasSize((int) script.duplicates);
    Map<String, Long> reasons =
        rejected.messages().stream()
            .collect(Collectors.groupingBy(KafkaMessage::reason, Collectors.counting()));
    assertThat(reasons)
        .isEqualTo(
            Map.of(
                Reason.BAD_SOURCE.name(), script.rejectedRecords,
                Reason.BATCH_MALFORMED.name(), script.refusedBatches));
  }

  private List<String> ids(byte[] parquet) throws IOException {
    Path file = Files.write(Files.createTempFile(folder, "lake", ".parquet"), parquet);
    List<String> ids = new ArrayList<>();
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file)).build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        ids.add(row.get("id").toString());
      }
    }
    return ids;
  }

  private static Map<String, Long> counts(JobID job) {
    return METRICS.getMetricsByIdentifiers(job).entrySet().stream()
        .filter(metric -> metric.getValue() instanceof Gauge<?> g && g.getValue() instanceof Long)
        .collect(
            Collectors.groupingBy(
                metric -> metric.getKey().substring(metric.getKey().lastIndexOf('.') + 1),
                Collectors.summingLong(m -> (Long) ((Gauge<?>) m.getValue()).getValue())));
  }

  private StreamExecutionEnvironment environment() {
    return environment(Optional.empty());
  }

  private StreamExecutionEnvironment environment(Optional<String> from) {
    Configuration configuration =
        IngestJob.configuration(IngestOptionsTest.options("checkpoint-interval", "100 ms"));
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(10));
    from.ifPresent(path -> configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    return env;
  }

  private void attach(StreamExecutionEnvironment env) {
    String name = script.name;
    GeneratorFunction<Long, IncomingBatch> batchOf =
        index -> BatchScript.of(name).batches.get(index.intValue());
    DataGeneratorSource<IncomingBatch> source =
        new DataGeneratorSource<>(
            batchOf,
            script.batches.size(),
            RateLimiterStrategy.perCheckpoint(batchesPerCheckpoint),
            CodecTypeInfo.of(new IncomingBatchCodec()));
    MapFunction<IncomingBatch, IncomingBatch> failing = batch -> BatchScript.of(name).pass(batch);
    DataStream<IncomingBatch> batches =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "batches")
            .uid("batches")
            .map(failing)
            .returns(CodecTypeInfo.of(new IncomingBatchCodec()))
            .uid("fails");
    GeneratorFunction<Long, IncomingBatch> revocationOf =
        index -> BatchScript.of(name).revocations.get(index.intValue());
    DataStream<IncomingBatch> revocations =
        env.fromSource(
                new DataGeneratorSource<>(
                    revocationOf,
                    script.revocations.size(),
                    CodecTypeInfo.of(new IncomingBatchCodec())),
                WatermarkStrategy.noWatermarks(),
                "revocations")
            .setParallelism(1)
            .uid("revocations");
    MinerFileSinkOptions options =
        new MinerFileSinkOptions(
            new RollPolicy(1 << 20, 20, Duration.ofHours(1), 0),
            new StagingOptions(
                1024, 1 << 20, 2, Duration.ofMillis(50), folder.toString(), Miners.AUDIENCE),
            EncoderOptions.DEFAULTS,
            1,
            Duration.ofSeconds(20),
            2);
    IngestPipeline.attach(
        new IngestPipeline.Inputs(batches, revocations),
        Miners.AUDIENCE,
        Miners.NETUID,
        Miners.RULES,
        Miners.READERS,
        options,
        new IngestPipeline.Outputs(rejected, duplicates, lake));
  }
}
