package io.tributary.benchmarks.sink;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs one case on a small cluster within this process and tells what it used, in one JSON line.
 */
public final class SinkMain {

  private SinkMain() {}

  /**
   * Runs.
   *
   * @param args those of {@link SinkCase}, then an empty folder
   */
  public static void main(String[] args) throws Exception {
    SinkCase wanted = SinkCase.of(args);
    Path folder = Path.of(args[5]);
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    SinkResult result;
    try (SinkCluster cluster = SinkCluster.start()) {
      // Classes are loaded and compiled by a small run; only the second one counts.
      SinkJob warmUp =
          new SinkJob(
              new SinkCase(
                  wanted.contender(),
                  Math.max(1, wanted.rows() / 8),
                  Math.min(8, wanted.buckets()),
                  wanted.checkpointEvery(),
                  "",
                  false),
              folder.resolve("warm-up"));
      cluster.run(warmUp);
      SinkJob job = new SinkJob(wanted, folder.resolve("measured"));
      MemoryWatch memory = MemoryWatch.start();
      if (wanted.forHeap()) {
        memory.demandFullCollections();
      }
      long wall = System.nanoTime();
      long cpu = system.getProcessCpuTime();
      cluster.run(job);
      double cpuSeconds = (system.getProcessCpuTime() - cpu) / 1e9;
      double seconds = (System.nanoTime() - wall) / 1e9;
      List<Path> files = finished(job.lake());
      result =
          new SinkResult(
              cpuSeconds,
              seconds,
              files.size(),
              bytes(files),
              memory.heapAfterGcBytes(),
              memory.offHeapBytes());
    }
    System.out.println(result.json());
    System.out.flush();
    System.exit(0);
  }

  private static List<Path> finished(Path lake) throws IOException {
    if (Files.notExists(lake)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(lake)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .toList();
    }
  }

  private static long bytes(List<Path> files) throws IOException {
    long sum = 0;
    for (Path file : files) {
      sum += Files.size(file);
    }
    return sum;
  }
}
