package io.tributary.benchmarks.sink;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/**
 * Runs one case on a small cluster within this process and tells what it used, in one JSON line.
 */
public final class SinkMain {

  private static final String MEASURED = "measured";

  private SinkMain() {}

  /**
   * Runs.
   *
   * @param args those of {@link SinkCase}, then an empty folder
   */
  public static void main(String[] args) throws Exception {
    SinkCase wanted = SinkCase.of(args);
    Path folder = Path.of(args[6]);
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    if (wanted.store() == SinkCase.Store.S3) {
      S3Lake.connectFlink();
    }
    SinkResult result;
    try (SinkCluster cluster = SinkCluster.start()) {
      // Classes are loaded and compiled by a small run; only the second one counts.
      cluster.run(job(wanted.toWarmUp(), folder, "warm-up"));
      Lake lake = wanted.store().lake(folder, MEASURED);
      Lake.Content before = lake.content();
      MemoryWatch memory = MemoryWatch.start();
      if (wanted.forHeap()) {
        memory.demandFullCollections();
      }
      long wall = System.nanoTime();
      long cpu = system.getProcessCpuTime();
      double serverCpu = lake.serverCpuSeconds();
      cluster.run(job(wanted, folder, MEASURED));
      double cpuSeconds = (system.getProcessCpuTime() - cpu) / 1e9;
      double serverCpuSeconds = lake.serverCpuSeconds() - serverCpu;
      double seconds = (System.nanoTime() - wall) / 1e9;
      Lake.Content written = lake.content().minus(before);
      result =
          new SinkResult(
              cpuSeconds,
              serverCpuSeconds,
              seconds,
              written.files(),
              written.bytes(),
              memory.heapAfterGcBytes(),
              memory.offHeapBytes());
    }
    System.out.println(result.json());
    System.out.flush();
    System.exit(0);
  }

  private static SinkJob job(SinkCase wanted, Path folder, String run) {
    return new SinkJob(wanted, folder.resolve(run), wanted.store().lake(folder, run));
  }
}
