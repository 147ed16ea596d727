package io.tributary.benchmarks.sink;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One TaskManager with one slot, on loopback. */
final class SinkCluster implements AutoCloseable {

  private final MiniCluster cluster;

  private SinkCluster(MiniCluster cluster) {
    this.cluster = cluster;
  }

  static SinkCluster start() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(JobManagerOptions.ADDRESS, "127.0.0.1");
    configuration.set(TaskManagerOptions.HOST, "127.0.0.1");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .setCommonBindAddress("127.0.0.1")
                .build());
    cluster.start();
    return new SinkCluster(cluster);
  }

  /** Runs a job to its end. */
  void run(SinkJob job) throws Exception {
    StreamExecutionEnvironment env = environment(job);
    env.disableOperatorChaining();
    job.build(env);
    cluster.executeJobBlocking(env.getStreamGraph().getJobGraph());
  }

  private static StreamExecutionEnvironment environment(SinkJob job) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(job.configuration());
    env.setParallelism(1);
    return env;
  }

  /** Starts a job whose rows wait for the valve, and waits until it runs. */
  Running start(SinkJob job) throws Exception {
    StreamExecutionEnvironment env = environment(job);
    job.build(env);
    JobID id = cluster.submitJob(env.getStreamGraph().getJobGraph()).get().getJobID();
    return new Running(id);
  }

  /**
   * What a checkpoint is.
   *
   * @param uploadedBytes new in it
   * @param stateBytes with what it shares with earlier ones
   */
  record CheckpointSize(long uploadedBytes, long stateBytes) {}

  /** A job that runs. */
  final class Running {
    private final JobID id;

    private Running(JobID id) {
      this.id = id;
    }

    /** Waits for something that the job does; fails as soon as the job does. */
    void await(CompletableFuture<?> done) throws Exception {
      while (true) {
        try {
          done.get(1, TimeUnit.SECONDS);
          return;
        } catch (TimeoutException e) {
          JobStatus status = cluster.getJobStatus(id).get();
          if (status.isTerminalState()) {
            throw new IOException("the job has ended: " + status, e);
          }
        }
      }
    }

    CheckpointSize checkpoint() throws Exception {
      await(cluster.triggerCheckpoint(id, CheckpointType.INCREMENTAL));
      CompletedCheckpointStats newest =
          Objects.requireNonNull(
              cluster
                  .getExecutionGraph(id)
                  .get()
                  .getCheckpointStatsSnapshot()
                  .getHistory()
                  .getLatestCompletedCheckpoint());
      return new CheckpointSize(newest.getCheckpointedSize(), newest.getStateSize());
    }

    void cancel() throws Exception {
      await(cluster.cancelJob(id));
    }
  }

  @Override
  public void close() throws Exception {
    cluster.closeAsync().get(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS);
  }
}
