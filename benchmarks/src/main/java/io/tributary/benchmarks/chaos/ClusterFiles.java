package io.tributary.benchmarks.chaos;

import io.tributary.local.kafka.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/**
 * The folder of a Flink cluster with its configuration: TaskManagers of two slots each, over which
 * jobs spread, high availability by one ZooKeeper, and timeouts that are short enough to wait for.
 */
final class ClusterFiles {

  /** Of a TaskManager. */
  static final int SLOTS = 2;

  private static final String HOST = "127.0.0.1";
  private static final String CLUSTER = "/tributary-chaos";

  private final Path root;
  private final int zooKeeperPort = FreePort.find();

  /**
   * Writes the configuration.
   *
   * @param root made if absent
   * @param checkpoints where they go
   */
  ClusterFiles(Path root, Path checkpoints) throws IOException {
    this.root = Files.createDirectories(root);
    Files.createDirectories(logs());
    Files.createDirectories(conf());
    Files.createDirectories(checkpoints);
    Files.write(conf().resolve("config.yaml"), flink(checkpoints));
    Files.write(zooKeeperConfig(), zooKeeper());
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path conf() {
    return root.resolve("conf");
  }

  Path zooKeeperConfig() {
    return conf().resolve("zoo.cfg");
  }

  /** Where ZooKeeper tells who leads. */
  Configuration highAvailability() {
    return Configuration.fromMap(
        Map.of(
            "high-availability.type",
            "zookeeper",
            "high-availability.zookeeper.quorum",
            HOST + ":" + zooKeeperPort,
            "high-availability.storageDir",
            root.resolve("ha").toUri().toString(),
            "high-availability.cluster-id",
            CLUSTER));
  }

  int zooKeeperPort() {
    return zooKeeperPort;
  }

  private List<String> flink(Path checkpoints) throws IOException {
    return List.of(
        "rest.address: " + HOST,
        "rest.bind-address: " + HOST,
        "jobmanager.rpc.address: " + HOST,
        "jobmanager.bind-host: " + HOST,
        "taskmanager.host: " + HOST,
        "taskmanager.bind-host: " + HOST,
        "taskmanager.numberOfTaskSlots: " + SLOTS,
        // A kill strikes parts of both jobs, and leaves others of them alive.
        "taskmanager.load-balance.mode: SLOTS",
        "taskmanager.cpu.cores: 1.0",
        "taskmanager.memory.framework.heap.size: 128m",
        "taskmanager.memory.framework.off-heap.size: 128m",
        "taskmanager.memory.task.heap.size: 384m",
        "taskmanager.memory.task.off-heap.size: 64m",
        "taskmanager.memory.network.min: 64m",
        "taskmanager.memory.network.max: 64m",
        "taskmanager.memory.managed.size: 192m",
        "taskmanager.memory.jvm-metaspace.size: 256m",
        "taskmanager.memory.jvm-overhead.min: 192m",
        "taskmanager.memory.jvm-overhead.max: 192m",
        "io.tmp.dirs: " + Files.createDirectories(root.resolve("tmp")),
        "high-availability.type: zookeeper",
        "high-availability.zookeeper.quorum: " + HOST + ":" + zooKeeperPort,
        "high-availability.zookeeper.client.session-timeout: 4 s",
        "high-availability.zookeeper.client.connection-timeout: 4 s",
        "high-availability.zookeeper.client.retry-wait: 500 ms",
        "high-availability.storageDir: " + root.resolve("ha").toUri(),
        "high-availability.cluster-id: " + CLUSTER,
        "execution.checkpointing.dir: " + checkpoints.toUri(),
        // What does not listen any more is given up after two heartbeats, what is silent later.
        "heartbeat.interval: 1 s",
        "heartbeat.timeout: 8 s",
        "heartbeat.rpc-failure-threshold: 2",
        "cluster.registration.max-timeout: 2 s",
        "cluster.registration.error-delay: 500 ms",
        "cluster.registration.refused-registration-delay: 1 s",
        // Nothing here is secured, and Hadoop's part of it is not on the class path.
        "security.module.factory.classes:"
            + " [org.apache.flink.runtime.security.modules.ZookeeperModuleFactory]",
        "security.context.factory.classes:"
            + " [org.apache.flink.runtime.security.contexts.NoOpSecurityContextFactory]",
        "zookeeper.sasl.disable: true",
        "metrics.fetcher.update-interval: 500 ms");
  }

  private List<String> zooKeeper() throws IOException {
    return List.of(
        "tickTime=1000",
        "initLimit=10",
        "syncLimit=5",
        "dataDir=" + Files.createDirectories(root.resolve("zookeeper")),
        "clientPort=" + zooKeeperPort,
        "clientPortAddress=" + HOST,
        "admin.enableServer=false");
  }
}
