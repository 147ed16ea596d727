package io.tributary.local.flink;

import io.tributary.jobs.ingest.IngestJob;
import io.tributary.jobs.ingest.IngestOptions;
import io.tributary.jobs.validate.ValidationJob;
import io.tributary.jobs.validate.ValidationOptions;
import io.tributary.jobs.validate.ValidationServices;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster in this process with its web interface, for one job and another beside it.
 * Checkpoints lie in a folder and survive it. Thread-safe after its start.
 */
public final class LocalCluster implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final MiniCluster cluster;
  private final Path checkpoints;
  private final int parallelism;

  private LocalCluster(MiniCluster cluster, Path checkpoints, int parallelism) {
    this.cluster = cluster;
    this.checkpoints = checkpoints;
    this.parallelism = parallelism;
  }

  /**
   * Starts a cluster on free ports of loopback.
   *
   * @param checkpoints folder for checkpoints and savepoints
   * @param parallelism slots, all of which the job uses
   */
  public static LocalCluster start(Path checkpoints, int parallelism) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(JobManagerOptions.ADDRESS, "127.0.0.1");
    configuration.set(TaskManagerOptions.HOST, "127.0.0.1");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(192));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(500));
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .setCommonBindAddress("127.0.0.1")
                .build());
    cluster.start();
    return new LocalCluster(cluster, checkpoints, parallelism);
  }

  /** Where the web interface and the REST API answer. */
  public URI address() {
    return cluster.getRestAddress().join();
  }

  /**
   * Submits the ingest job.
   *
   * @param options of this start
   * @param restoreFrom a checkpoint or savepoint to continue from
   */
  public JobID submit(IngestOptions options, Optional<Path> restoreFrom) throws Exception {
    return submit(options, restoreFrom, parallelism);
  }

  /**
   * Submits the ingest job with less than all slots.
   *
   * @param restoreFrom a checkpoint or savepoint to continue from
   * @param subtasks of each operator, at most the number of slots
   */
  public JobID submit(IngestOptions options, Optional<Path> restoreFrom, int subtasks)
      throws Exception {
    return submit(
        IngestJob.configuration(options),
        env -> IngestJob.build(env, options),
        restoreFrom,
        subtasks,
        checkpoints);
  }

  /**
   * Submits the validation job.
   *
   * @param services what it talks to
   * @param startedAt when this start is
   * @param restoreFrom a checkpoint or savepoint to continue from
   */
  public JobID submit(
      ValidationOptions options,
      ValidationServices services,
      Instant startedAt,
      Optional<Path> restoreFrom)
      throws Exception {
    return submit(options, services, startedAt, restoreFrom, parallelism, checkpoints);
  }

  /**
   * Submits the validation job beside another one.
   *
   * @param services what it talks to
   * @param startedAt when this start is
   * @param restoreFrom a checkpoint or savepoint to continue from
   * @param subtasks of each operator, at most the number of free slots
   * @param folder its own, for its checkpoints
   */
  public JobID submit(
      ValidationOptions options,
      ValidationServices services,
      Instant startedAt,
      Optional<Path> restoreFrom,
      int subtasks,
      Path folder)
      throws Exception {
    return submit(
        ValidationJob.configuration(options),
        env -> ValidationJob.build(env, options, services, startedAt),
        restoreFrom,
        subtasks,
        folder);
  }

  private JobID submit(
      Configuration configuration,
      Consumer<StreamExecutionEnvironment> build,
      Optional<Path> restoreFrom,
      int subtasks,
      Path folder)
      throws Exception {
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(subtasks);
    build.accept(env);
    JobGraph graph = env.getStreamGraph().getJobGraph();
    restoreFrom.ifPresent(
        path ->
            graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(path.toUri().toString())));
    return cluster.submitJob(graph).get(PATIENCE.toSeconds(), TimeUnit.SECONDS).getJobID();
  }

  /** The job's status. */
  public JobStatus status(JobID job) throws Exception {
    return cluster.getJobStatus(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Why the job failed last, or empty if it never did. */
  public Optional<String> lastFailure(JobID job) throws Exception {
    ErrorInfo failure =
        cluster.getExecutionGraph(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS).getFailureInfo();
    return failure == null ? Optional.empty() : Optional.of(failure.getExceptionAsString());
  }

  /** Stops the job without drain: rows that wait stay in the savepoint, whose path is answered. */
  public String stop(JobID job) throws Exception {
    return stop(job, false);
  }

  /** Stops the job with drain: no row waits any more; its savepoint's path is answered. */
  public String drain(JobID job) throws Exception {
    return stop(job, true);
  }

  private String stop(JobID job, boolean drain) throws Exception {
    return cluster
        .stopWithSavepoint(
            job, checkpoints.toUri().toString(), drain, SavepointFormatType.CANONICAL)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Cancels the job; its newest checkpoint stays. */
  public void cancel(JobID job) throws Exception {
    cluster.cancelJob(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    cluster.requestJobResult(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() throws ExecutionException, InterruptedException, TimeoutException {
    cluster.closeAsync().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
