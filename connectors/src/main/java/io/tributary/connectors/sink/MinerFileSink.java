package io.tributary.connectors.sink;

import io.tributary.connectors.sink.internal.BufferKeyCodec;
import io.tributary.connectors.sink.internal.FileStager;
import io.tributary.connectors.sink.internal.RestoreCheck;
import io.tributary.connectors.sink.internal.StageFilesOperatorFactory;
import io.tributary.connectors.sink.internal.StagedFileCodec;
import io.tributary.connectors.sink.internal.StagedFileSink;
import io.tributary.connectors.sink.internal.StagingPipeline;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.lake.parquet.LakeFileEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Writes rows as Parquet files, {@code data/<source>/<hotkey>/<file>}, each row in exactly one
 * committed file.
 *
 * <pre>
 * rows ──▶ stage-files ────────▶ committer ──▶ store, committed-files, parked-files
 *          keyed by (source, hotkey, shard):
 *          buffer in state ▶ roll ▶ encode ▶ upload, invisible
 * </pre>
 *
 * <p><b>Guarantees.</b> With exactly-once checkpoints, along one line of checkpoints, every row is
 * in exactly one committed file, whatever is killed and however often. Files become visible only
 * after their checkpoint, whole, and are never overwritten. Heap does not grow with the number of
 * miners; the size of files does not depend on the checkpoint interval. Barriers never wait for the
 * store.
 *
 * <p>A job that would start from before the newest checkpoint whose files are in the lake, or from
 * nothing while some are, fails for good with {@link StaleRestoreException} and writes no file.
 *
 * <p><b>The user's duties.</b> Checkpointing on, and a checkpoint of this very line to start from;
 * a store that completes multipart uploads only if the key is free; a lifecycle rule or a janitor
 * for uploads that a failure left behind, not younger than the oldest checkpoint kept.
 *
 * <p>What the store or the authentication service refuses is never dropped: rows wait in state,
 * staged files are parked on {@code parked-files}. A miner of whom too much waits is published as
 * blocked; the sink itself takes every row that still comes.
 */
public final class MinerFileSink {

  /** The operators' ids in checkpoints: never to be changed. */
  public static final String STAGE_UID = "stage-files";

  public static final String COMMIT_UID = "commit-files";

  private MinerFileSink() {}

  /**
   * Adds the sink to a stream of rows.
   *
   * @param rows rows in the form of {@link io.tributary.schemas.row.RowWriter}
   * @param options how it works
   * @param services what it talks to
   */
  public static void attach(
      DataStream<MinerRow> rows, MinerFileSinkOptions options, SinkServices services) {
    int shards = options.shards();
    SingleOutputStreamOperator<StagedFile> staged =
        rows.keyBy(
                row -> new BufferKey(row.source(), row.hotkey(), shard(row, shards)),
                CodecTypeInfo.ofKey(new BufferKeyCodec()))
            .transform(
                "Stage files",
                CodecTypeInfo.of(new StagedFileCodec()),
                new StageFilesOperatorFactory(
                    options.roll().atMost(options.maxBytesPerBuffer()),
                    options.staging(),
                    task -> openPipeline(task, options, services),
                    new RestoreCheck(services, options.staging().lineage()),
                    options.maxBytesPerBuffer(),
                    services.blockedLog().orElse(null)))
            .uid(STAGE_UID);
    staged
        .sinkTo(new StagedFileSink(services, options.commitDeadline(), options.commitParallelism()))
        .name("Commit files")
        .uid(COMMIT_UID);
  }

  private static int shard(MinerRow row, int shards) {
    return shards == 1 ? 0 : Math.floorMod(Arrays.hashCode(row.row()), shards);
  }

  private static StagingPipeline openPipeline(
      TaskInfo task, MinerFileSinkOptions options, SinkServices services) throws IOException {
    FileStager stager = services.openStager();
    try {
      Path parent = options.staging().spoolPath();
      Files.createDirectories(parent);
      Path spool =
          Files.createTempDirectory(
              parent, "tributary-spool-" + task.getIndexOfThisSubtask() + "-");
      return new StagingPipeline(
          new LakeFileEncoder(options.encoder()), stager, spool, options.staging().maxInFlight());
    } catch (IOException | RuntimeException e) {
      stager.close();
      throw e;
    }
  }
}
