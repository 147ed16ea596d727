package io.tributary.benchmarks.sink;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
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
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(job.configuration());
    env.setParallelism(1);
    env.disableOperatorChaining();
    job.build(env);
    cluster.executeJobBlocking(env.getStreamGraph().getJobGraph());
  }

  @Override
  public void close() throws Exception {
    cluster.closeAsync().get(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS);
  }
}
