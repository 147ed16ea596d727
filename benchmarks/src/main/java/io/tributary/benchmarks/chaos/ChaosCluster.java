package io.tributary.benchmarks.chaos;

import io.tributary.jobs.ingest.IngestJob;
import io.tributary.jobs.ingest.IngestOptions;
import io.tributary.local.kafka.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * A Flink cluster of separate processes: ZooKeeper, JobManagers and TaskManagers, of each one more
 * than the job needs, which stands by. What is killed is started again at once, as a supervisor
 * would. Not thread-safe.
 */
final class ChaosCluster implements AutoCloseable {

  /** TaskManagers that have work: the job's parallelism. */
  static final int PARALLELISM = 2;

  private static final int TASK_MANAGERS = PARALLELISM + 1;
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

  /** By Flink's name of it. */
  private final Map<String, TaskManager> taskManagers = new LinkedHashMap<>();

  /** A TaskManager and what it runs on. */
  private record TaskManager(ChildProcess process, TaskManagerMachine machine) {}

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
    for (int i = 1; i <= TASK_MANAGERS; i++) {
      String name = "taskmanager-" + i;
      TaskManagerMachine machine =
          new TaskManagerMachine(spool, files.conf().resolve(name + ".clock"));
      ChildProcess process =
          new ChildProcess(
              name,
              640,
              TaskManagerRunner.class.getName(),
              List.of("--configDir", conf, "-Dtaskmanager.resource-id=" + name),
              files.logs(),
              machine.setting());
      taskManagers.put(name, new TaskManager(process, machine));
    }
    this.highAvailability = files.highAvailability();
    this.leader = new Leader(highAvailability);
    this.rest = new ClusterRest(leader::rest);
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
          () -> cluster.allAlive() && cluster.rest.slots() == TASK_MANAGERS);
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
    taskManagers.values().forEach(taskManager -> all.add(taskManager.process()));
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

  /** Submits the ingest job; answers its id in hex. Its classes are on the cluster's class path. */
  String submit(IngestOptions options) throws Exception {
    Configuration job = IngestJob.configuration(options);
    // As the default, but what is waited for here is recovery and not the delay before it.
    job.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(300));
    job.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(2));
    job.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        Duration.ofSeconds(30));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(job);
    env.setParallelism(PARALLELISM);
    IngestJob.build(env, options.startedAt(Instant.now()));
    Configuration where = new Configuration(highAvailability);
    where.set(RestOptions.ADDRESS, "127.0.0.1");
    try (RestClusterClient<StandaloneClusterId> client =
        new RestClusterClient<>(where, StandaloneClusterId.getInstance())) {
      JobID id =
          client
              .submitJob(env.getStreamGraph().getJobGraph())
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return id.toHexString();
    }
  }

  /**
   * Kills a TaskManager that has work, and starts it again.
   *
   * @param which of those; any number
   */
  void killTaskManager(int which) throws IOException, InterruptedException {
    restart(busy(which).process());
  }

  /** Kills all TaskManagers that have work at once, and starts them again. */
  void killAllTaskManagers() throws IOException, InterruptedException {
    List<ChildProcess> victims = new ArrayList<>();
    for (String name : busyTaskManagers()) {
      victims.add(taskManagers.get(name).process());
    }
    for (ChildProcess victim : victims) {
      victim.kill();
    }
    for (ChildProcess victim : victims) {
      victim.start();
    }
  }

  private TaskManager busy(int which) throws InterruptedException {
    List<String> names = busyTaskManagers();
    return taskManagers.get(names.get(which % names.size()));
  }

  /** So many as the job has subtasks: when the work is being moved, others make up for it. */
  private List<String> busyTaskManagers() throws InterruptedException {
    List<String> names = new ArrayList<>(rest.busyTaskManagers());
    names.retainAll(taskManagers.keySet());
    for (String name : taskManagers.keySet()) {
      if (names.size() < PARALLELISM && !names.contains(name)) {
        names.add(name);
      }
    }
    return names.subList(0, PARALLELISM);
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

  /** Whether TaskManagers have disks that can be filled. */
  boolean hasDisks() {
    return taskManagers.values().stream().allMatch(t -> t.machine().hasDisk());
  }

  /** Sets the clock of a TaskManager that has work back; the answer sets it right. */
  Undo setClockBehind(int which, Duration behind) throws IOException, InterruptedException {
    TaskManagerMachine machine = busy(which).machine();
    machine.setAhead(behind.negated());
    return () -> machine.setAhead(Duration.ZERO);
  }

  /** Fills the disk of a TaskManager that has work; the answer makes room again. */
  Undo fillDisk(int which) throws IOException, InterruptedException {
    TaskManager taskManager = busy(which);
    return FullDisk.begin(taskManager.machine(), taskManager.process()::pid);
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
