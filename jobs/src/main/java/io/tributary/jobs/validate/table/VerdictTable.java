package io.tributary.jobs.validate.table;

import io.tributary.connectors.batches.KafkaMessage;
import java.net.URI;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * Writes verdicts as Parquet files, exactly once, with Flink's own {@code FileSink}: into folders
 * {@code epoch=<number>}, a file a checkpoint. A row is what {@code VerdictRow.avsc} describes.
 *
 * <p>The files become visible with the checkpoint after their verdicts. Where they lie is reached
 * by the cluster's file system and its credentials, never by those of a miner.
 */
public final class VerdictTable {

  private static final String UID = "verdict-table";

  private VerdictTable() {}

  /**
   * Adds the table to a job.
   *
   * @param verdicts messages with signed verdicts
   * @param folder of the table, of any file system that the cluster has
   */
  public static void attach(DataStream<KafkaMessage> verdicts, URI folder) {
    verdicts
        .sinkTo(
            FileSink.forBulkFormat(new Path(folder), new VerdictWriters())
                .withBucketAssigner(new EpochFolders())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(
                    OutputFileConfig.builder()
                        .withPartPrefix("verdicts")
                        .withPartSuffix(".parquet")
                        .build())
                .build())
        .setParallelism(1)
        .name("Verdict table")
        .uid(UID);
  }
}
