package io.tributary.benchmarks.sink;

import io.tributary.benchmarks.sink.SinkCase.Contender;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code MinerFileSink} beside {@code FileSink} with Parquet by way of Avro: the same rows in the
 * same folders, as local files, each run in a Java of its own, the two in turn.
 */
public final class SinkBenchmark {

  private static final Duration SELDOM = Duration.ofMinutes(10);
  private static final Duration OFTEN = Duration.ofSeconds(5);
  private static final String LARGE = "4g";
  private static final String SMALL = "1g";

  private final int rows;
  private final List<SinkCase> cases;

  /**
   * @param rows rows of each run
   * @param most the most buckets of a case; larger cases are left out
   */
  public SinkBenchmark(int rows, int most) {
    this.rows = rows;
    this.cases =
        List.of(
                of(8, SELDOM, LARGE),
                of(64, SELDOM, LARGE),
                of(512, SELDOM, LARGE),
                of(512, OFTEN, LARGE),
                of(2_048, SELDOM, LARGE),
                of(100, SELDOM, SMALL),
                of(10_000, SELDOM, SMALL))
            .stream()
            .filter(wanted -> wanted.buckets() <= most)
            .toList();
  }

  private SinkCase of(int buckets, Duration checkpointEvery, String heap) {
    return new SinkCase(
        Contender.GENERATOR, rows, buckets, checkpointEvery, heap, heap.equals(SMALL));
  }

  /** Measures, and prints a table and a JSON line. */
  public void run(PrintStream out, PrintStream progress) throws IOException, InterruptedException {
    List<SinkReport.Row> results = new ArrayList<>();
    for (SinkCase wanted : cases) {
      Map<Contender, Optional<SinkResult>> of = new EnumMap<>(Contender.class);
      for (Contender contender : Contender.values()) {
        progress.printf(
            "%s, %,d buckets, checkpoints every %d s, -Xmx%s%n",
            contender.title(),
            wanted.buckets(),
            wanted.checkpointEvery().toSeconds(),
            wanted.heap());
        of.put(contender, SinkProcess.run(wanted.by(contender)));
      }
      results.add(new SinkReport.Row(wanted, of));
      // A run takes long: what is known is told, so that nothing is lost with an interrupted one.
      new SinkReport(rows, results).lines().forEach(progress::println);
    }
    SinkReport report = new SinkReport(rows, results);
    report.lines().forEach(out::println);
    out.println(report.json());
  }
}
