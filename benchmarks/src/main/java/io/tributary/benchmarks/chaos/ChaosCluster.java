package io.tributary.benchmarks.chaos;

import io.tributary.local.kafka.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;

/**
 * A Flink cluster of separate processes: ZooKeeper, JobManagers and TaskManagers, of each one more
 * than the jobs need. What is killed is started again at once, as a supervisor would. Not
 * thread-safe.
 */
final class ChaosCluster implements AutoCloseable {

  /** Of two slots each: when one of them is gone, the others hold two jobs of two subtasks. */
  static final int TASK_MANAGERS = 3;

  private static final int PARALLELISM = 2;
  private static final int JOB_MANAGERS = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String ZOO_KEEPER =
      "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer";

  private final Leader leader;
  private final ClusterRest rest;
  private final Configuration highAvailability;
  private final int zooKeeperPort;
  private final ChildProcess zooKeeper;

  /** By the port of its REST API. */
  private final Map<Integer, ChildProcess> jobManagers = new LinkedHashMap<>();

  private final TaskManagerGroup taskManagers;

  private ChaosCluster(ClusterFiles files, Path spool) throws Exception {
    this.zooKeeperPort = files.zooKeeperPort();
    String conf = files.conf().toString();
    this.zooKeeper =
        new ChildProcess(
            "zookeeper",
            128,
            ZOO_KEEPER,
            List.of("--zkConfigFile", files.zooKeeperConfig().toString(), "--peerId", "1"),
            files.logs(),
            ChildProcess.Setting.PLAIN);
    for (int i = 1; i <= JOB_MANAGERS; i++) {
      int port = FreePort.find();
      List<String> args =
          List.of(
              "--configDir",
              conf,
              "-Drest.port=" + port,
              "-Drest.bind-port=" + port,
              "-Djobmanager.rpc.port=" + FreePort.find());
      jobManagers.put(
          port,
          new ChildProcess(
              "jobmanager-" + i,
              512,
              StandaloneSessionClusterEntrypoint.class,
              args,
              files.logs()));
    }
    this.highAvailability = files.highAvailability();
    this.leader = new Leader(highAvailability);
    this.rest = new ClusterRest(leader::rest);
    this.taskManagers = new TaskManagerGroup(TASK_MANAGERS, files, spool, rest);
  }

  /**
   * Starts a cluster and returns when all slots are there.
   *
   * @param spool where each TaskManager has the disk of its spool, if it can have one
   */
  static ChaosCluster start(Path root, Path checkpoints, Path spool) throws Exception {
    ClusterFiles files = new ClusterFiles(root, checkpoints);
    ChaosCluster cluster = new ChaosCluster(files, spool);
    try {
      cluster.startZooKeeper();
      for (ChildProcess process : cluster.all()) {
        if (process != cluster.zooKeeper) {
          process.start();
        }
      }
      Conditions.require(
          "all TaskManagers are registered",
          PATIENCE,
          () -> cluster.allAlive() && cluster.rest.slots() == TASK_MANAGERS * ClusterFiles.SLOTS);
      return cluster;
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
  }

  private void startZooKeeper() throws Exception {
    zooKeeper.start();
    Conditions.require(
        "ZooKeeper listens",
        PATIENCE,
        () -> {
          zooKeeper.requireAlive();
          return Conditions.isListening(zooKeeperPort);
        });
  }

  private List<ChildProcess> all() {
    List<ChildProcess> all = new ArrayList<>();
    all.add(zooKeeper);
    all.addAll(jobManagers.values());
    all.addAll(taskManagers.processes());
    return all;
  }

  private boolean allAlive() throws IOException {
    for (ChildProcess process : all()) {
      process.requireAlive();
    }
    return true;
  }

  ClusterRest rest() {
    return rest;
  }

  JobSubmission submission() {
    return new JobSubmission(highAvailability, PARALLELISM);
  }

  TaskManagerGroup taskManagers() {
    return taskManagers;
  }

  /** Kills the JobManager that leads, or the first one if none does, and starts it again. */
  void killJobManager() throws IOException, InterruptedException {
    int port = leader.rest().map(address -> address.getPort()).orElse(-1);
    restart(jobManagers.getOrDefault(port, jobManagers.values().iterator().next()));
  }

  /** Kills ZooKeeper and starts it on its data. */
  void restartZooKeeper() throws Exception {
    zooKeeper.kill();
    startZooKeeper();
  }

  private static void restart(ChildProcess process) throws IOException, InterruptedException {
    process.kill();
    process.start();
  }

  /** Starts again what ended by itself, as a supervisor would; answers how many did. */
  int revive() throws IOException {
    int revived = 0;
    for (ChildProcess process : all()) {
      if (!process.isAlive()) {
        process.start();
        revived++;
      }
    }
    return revived;
  }

  /** Kills everything; may be called again. */
  @Override
  public void close() throws Exception {
    try {
      // As long as ZooKeeper is there to be left.
      leader.close();
    } finally {
      all().forEach(ChildProcess::close);
    }
  }
}
