package io.tributary.benchmarks.sink;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.benchmarks.sink.SinkCase.Contender;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a checkpoint uploads while much is buffered: it should be what is new since the last one.
 *
 * <p>Fills buffers that are not due, then lets as many new rows in before each checkpoint.
 */
public final class CheckpointBenchmark {

  private static final int BUCKETS = 512;

  private final long bufferedBytes;
  private final long newBytes;
  private final int checkpoints;

  /** What one checkpoint uploaded, and how large it is in all. */
  private record Uploaded(long bytes, long stateBytes, double seconds) {}

  /**
   * @param bufferedBytes of rows before the first checkpoint that counts
   * @param newBytes of rows before each
   * @param checkpoints how many are measured
   */
  public CheckpointBenchmark(long bufferedBytes, long newBytes, int checkpoints) {
    this.bufferedBytes = bufferedBytes;
    this.newBytes = newBytes;
    this.checkpoints = checkpoints;
  }

  /** Measures, and prints a table and a JSON line. */
  public void run(PrintStream out, PrintStream progress) throws Exception {
    Path folder = Files.createTempDirectory("checkpoint-benchmark");
    try (SinkCluster cluster = SinkCluster.start()) {
      report(measure(cluster, folder, progress), out);
    } finally {
      delete(folder);
    }
  }

  private List<Uploaded> measure(SinkCluster cluster, Path folder, PrintStream progress)
      throws Exception {
    SinkCase wanted =
        new SinkCase(
            Contender.MINER_FILE_SINK,
            Integer.MAX_VALUE,
            BUCKETS,
            Duration.ofDays(1),
            "",
            SinkCase.Store.FILES,
            false);
    Lake lake = wanted.store().lake(folder, "measured");
    SinkCluster.Running job = cluster.start(new SinkJob(wanted, folder, lake).throughValve());
    long filled = 0;
    long step = Math.max(newBytes, bufferedBytes / 16);
    while (filled < bufferedBytes) {
      job.await(RowValve.get().release(step));
      filled += step;
      job.checkpoint();
      progress.printf(Locale.ROOT, "%,d MB buffered%n", filled / 1_000_000);
    }
    List<Uploaded> all = new ArrayList<>();
    for (int i = 0; i < checkpoints; i++) {
      job.await(RowValve.get().release(newBytes));
      long start = System.nanoTime();
      SinkCluster.CheckpointSize size = job.checkpoint();
      all.add(
          new Uploaded(size.uploadedBytes(), size.stateBytes(), (System.nanoTime() - start) / 1e9));
      progress.printf(
          Locale.ROOT,
          "checkpoint %d of %d uploaded %,d MB%n",
          i + 1,
          checkpoints,
          size.uploadedBytes() / 1_000_000);
    }
    job.cancel();
    return all;
  }

  private void report(List<Uploaded> all, PrintStream out) {
    List<Double> ratios =
        all.stream().map(one -> (double) one.bytes() / newBytes).sorted().toList();
    double median = ratios.get(ratios.size() / 2);
    double mean = ratios.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double seconds = all.stream().mapToDouble(Uploaded::seconds).sorted().toArray()[all.size() / 2];
    long state = all.get(all.size() - 1).stateBytes();
    out.printf(
        Locale.ROOT,
        "%d checkpoints with %,d MB of rows buffered, %,d MB of them new before each%n",
        all.size(),
        (bufferedBytes + newBytes * all.size()) / 1_000_000,
        newBytes / 1_000_000);
    out.printf(
        Locale.ROOT,
        "uploaded, in parts of what is new: least %.2f, median %.2f, mean %.2f, most %.2f; state %,d MB; median %.2f s%n",
        ratios.get(0),
        median,
        mean,
        ratios.get(ratios.size() - 1),
        state / 1_000_000,
        seconds);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("benchmark", "checkpoints").put("unit", "uploaded bytes per new byte");
    answer.put("bufferedBytes", bufferedBytes).put("newBytes", newBytes);
    answer.put("checkpoints", all.size()).put("stateBytes", state);
    answer.put("ratio", rounded(median)).put("mean", rounded(mean));
    answer.put("least", rounded(ratios.get(0))).put("most", rounded(ratios.get(ratios.size() - 1)));
    answer.put("java", Runtime.version().toString());
    out.println(answer);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
