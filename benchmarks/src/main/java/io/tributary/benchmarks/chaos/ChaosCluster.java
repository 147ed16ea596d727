package io.tributary.benchmarks.chaos;

import io.tributary.jobs.ingest.IngestJob;
import io.tributary.jobs.ingest.IngestOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster of separate processes: ZooKeeper, a JobManager, two TaskManagers. What is killed
 * is started again at once, as a supervisor would. Not thread-safe.
 */
final class ChaosCluster implements AutoCloseable {

  /** TaskManagers, and the job's parallelism. */
  static final int TASK_MANAGERS = 2;

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String ZOO_KEEPER =
      "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer";

  private final ClusterRest rest;
  private final int restPort;
  private final List<ChildProcess> all = new ArrayList<>();
  private final ChildProcess jobManager;
  private final List<ChildProcess> taskManagers = new ArrayList<>();

  private ChaosCluster(ClusterFiles files) {
    this.restPort = files.restPort();
    this.rest = new ClusterRest(restPort);
    String conf = files.conf().toString();
    all.add(
        new ChildProcess(
            "zookeeper",
            128,
            ZOO_KEEPER,
            List.of("--zkConfigFile", files.zooKeeperConfig().toString(), "--peerId", "1"),
            files.logs()));
    this.jobManager =
        new ChildProcess(
            "jobmanager",
            512,
            StandaloneSessionClusterEntrypoint.class,
            List.of("--configDir", conf, "--executionMode", "cluster"),
            files.logs());
    all.add(jobManager);
    for (int i = 1; i <= TASK_MANAGERS; i++) {
      taskManagers.add(
          new ChildProcess(
              "taskmanager-" + i,
              640,
              TaskManagerRunner.class,
              List.of("--configDir", conf),
              files.logs()));
    }
    all.addAll(taskManagers);
  }

  /** Starts a cluster and returns when all slots are there. */
  static ChaosCluster start(Path root, Path checkpoints) throws Exception {
    ClusterFiles files = new ClusterFiles(root, checkpoints);
    ChaosCluster cluster = new ChaosCluster(files);
    try {
      cluster.all.get(0).start();
      Conditions.require(
          "ZooKeeper listens",
          PATIENCE,
          () -> cluster.allAlive(1) && Conditions.isListening(files.zooKeeperPort()));
      for (ChildProcess process : cluster.all.subList(1, cluster.all.size())) {
        process.start();
      }
      Conditions.require(
          "all TaskManagers are registered",
          PATIENCE,
          () -> cluster.allAlive(cluster.all.size()) && cluster.rest.slots() == TASK_MANAGERS);
      return cluster;
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
  }

  private boolean allAlive(int many) throws IOException {
    for (ChildProcess process : all.subList(0, many)) {
      process.requireAlive();
    }
    return true;
  }

  ClusterRest rest() {
    return rest;
  }

  /** Submits the ingest job; answers its id in hex. Its classes are on the cluster's class path. */
  String submit(IngestOptions options) throws Exception {
    Configuration job = IngestJob.configuration(options);
    // As the default, but what is waited for here is recovery and not the delay before it.
    job.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(5));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(job);
    env.setParallelism(TASK_MANAGERS);
    IngestJob.build(env, options.startedAt(Instant.now()));
    Configuration where = new Configuration();
    where.set(RestOptions.ADDRESS, "127.0.0.1");
    where.set(RestOptions.PORT, restPort);
    try (RestClusterClient<StandaloneClusterId> client =
        new RestClusterClient<>(where, StandaloneClusterId.getInstance())) {
      JobID id =
          client
              .submitJob(env.getStreamGraph().getJobGraph())
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return id.toHexString();
    }
  }

  /** Kills a TaskManager and starts it again. */
  void killTaskManager(int which) throws IOException, InterruptedException {
    restart(taskManagers.get(which));
  }

  /** Kills the JobManager and starts it again. */
  void killJobManager() throws IOException, InterruptedException {
    restart(jobManager);
  }

  private static void restart(ChildProcess process) throws IOException, InterruptedException {
    process.kill();
    process.start();
  }

  /** Starts again what ended by itself, as a supervisor would; answers how many did. */
  int revive() throws IOException {
    int revived = 0;
    for (ChildProcess process : all) {
      if (!process.isAlive()) {
        process.start();
        revived++;
      }
    }
    return revived;
  }

  @Override
  public void close() {
    all.forEach(ChildProcess::close);
  }
}
