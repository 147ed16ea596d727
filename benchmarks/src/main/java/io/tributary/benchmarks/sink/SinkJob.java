package io.tributary.benchmarks.sink;

import io.tributary.connectors.pause.PausingSource;
import io.tributary.connectors.sink.MinerFileSink;
import io.tributary.connectors.sink.MinerFileSinkOptions;
import io.tributary.connectors.sink.MinerRow;
import io.tributary.connectors.sink.RollPolicy;
import io.tributary.connectors.sink.SinkState;
import io.tributary.connectors.sink.StagingOptions;
import io.tributary.connectors.sink.internal.MinerRowCodec;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.lake.parquet.EncoderOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Rows of many miners, in turn, into a contender. */
final class SinkJob {

  private final SinkCase wanted;
  private final Path folder;
  private final Lake lake;
  private final boolean valve;

  /**
   * @param folder of checkpoints and unfinished files
   */
  SinkJob(SinkCase wanted, Path folder, Lake lake) {
    this(wanted, folder, lake, false);
  }

  private SinkJob(SinkCase wanted, Path folder, Lake lake, boolean valve) {
    this.wanted = wanted;
    this.folder = folder;
    this.lake = lake;
    this.valve = valve;
  }

  /** The same, with rows that come only as the process's valve lets them through. */
  SinkJob throughValve() {
    return new SinkJob(wanted, folder, lake, true);
  }

  /** What both are run with: RocksDB, incremental exactly-once checkpoints, no restart. */
  Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    SinkState.configure(configuration);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, wanted.checkpointEvery());
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return configuration;
  }

  void build(StreamExecutionEnvironment env) {
    NumberSequenceSource numbers = new NumberSequenceSource(0, wanted.rows() - 1L);
    DataStream<MinerRow> rows =
        env.fromSource(
                valve ? new PausingSource<>(numbers, () -> RowValve.get().gate()) : numbers,
                WatermarkStrategy.noWatermarks(),
                "numbers",
                Types.LONG)
            .map(new MinerRows(wanted.buckets(), valve))
            .returns(CodecTypeInfo.of(new MinerRowCodec()))
            .name("rows");
    switch (wanted.contender()) {
      case GENERATOR ->
          rows.keyBy(row -> row.hotkey().address(), Types.STRING).sinkTo(new DiscardingSink<>());
      case FILE_SINK ->
          rows.keyBy(row -> row.hotkey().address(), Types.STRING)
              .sinkTo(
                  FileSink.forBulkFormat(
                          new org.apache.flink.core.fs.Path(lake.root()), new AvroBulkWriters())
                      .withBucketAssigner(new MinerBuckets())
                      .withRollingPolicy(OnCheckpointRollingPolicy.build())
                      .withOutputFileConfig(
                          OutputFileConfig.builder().withPartSuffix(".parquet").build())
                      .build());
      case MINER_FILE_SINK ->
          MinerFileSink.attach(
              rows,
              new MinerFileSinkOptions(
                  new RollPolicy(512L << 20, 1_000_000, Duration.ofHours(1), 0.2),
                  new StagingOptions(
                      32 << 10,
                      8 << 20,
                      4,
                      Duration.ofSeconds(5),
                      folder.resolve("spool").toString(),
                      "benchmark"),
                  EncoderOptions.DEFAULTS,
                  1,
                  Duration.ofMinutes(1),
                  8),
              new BenchmarkServices(lake));
    }
  }
}
