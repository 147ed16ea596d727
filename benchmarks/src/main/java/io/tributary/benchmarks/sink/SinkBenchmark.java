package io.tributary.benchmarks.sink;

import io.tributary.benchmarks.sink.SinkCase.Contender;
import io.tributary.benchmarks.sink.SinkCase.Store;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code MinerFileSink} beside {@code FileSink} with Parquet by way of Avro: the same rows in the
 * same folders, each run in a Java of its own, the two in turn; once as local files, once to S3.
 */
public final class SinkBenchmark {

  private static final Duration SELDOM = Duration.ofMinutes(10);
  private static final Duration OFTEN = Duration.ofSeconds(5);
  private static final String LARGE = "4g";
  private static final String SMALL = "1g";

  private final int rows;
  private final int most;
  private final List<Store> stores;

  /**
   * @param rows rows of each run
   * @param most the most buckets of a case; larger cases are left out
   * @param s3 whether to measure with S3, too
   * @param files whether to measure with local files
   */
  public SinkBenchmark(int rows, int most, boolean files, boolean s3) {
    this.rows = rows;
    this.most = most;
    this.stores =
        Stream.of(Store.values()).filter(store -> store == Store.S3 ? s3 : files).toList();
  }

  private List<SinkCase> cases(Store store) {
    List<SinkCase> cases =
        new ArrayList<>(
            List.of(
                of(store, 8, SELDOM, LARGE),
                of(store, 64, SELDOM, LARGE),
                of(store, 512, SELDOM, LARGE),
                of(store, 512, OFTEN, LARGE)));
    if (store == Store.FILES) {
      // These are about memory, to which the store adds nothing.
      cases.add(of(store, 2_048, SELDOM, LARGE));
      cases.add(of(store, 100, SELDOM, SMALL));
      cases.add(of(store, 10_000, SELDOM, SMALL));
    }
    cases.removeIf(wanted -> wanted.buckets() > most);
    return cases;
  }

  private SinkCase of(Store store, int buckets, Duration checkpointEvery, String heap) {
    return new SinkCase(
        Contender.GENERATOR, rows, buckets, checkpointEvery, heap, store, heap.equals(SMALL));
  }

  /** Measures, and prints a table and a JSON line. */
  public void run(PrintStream out, PrintStream progress) throws IOException, InterruptedException {
    SinkReport report = new SinkReport(rows);
    for (Store store : stores) {
      for (SinkCase wanted : cases(store)) {
        report.add(wanted, measure(wanted, progress));
        // A run takes long: what is known is told, so that nothing is lost with an interrupted one.
        report.lines(store).forEach(progress::println);
      }
    }
    for (Store store : stores) {
      report.lines(store).forEach(out::println);
    }
    out.println(report.json());
  }

  private static Map<Contender, Optional<SinkResult>> measure(SinkCase wanted, PrintStream progress)
      throws IOException, InterruptedException {
    Map<Contender, Optional<SinkResult>> of = new EnumMap<>(Contender.class);
    for (Contender contender : Contender.values()) {
      progress.printf(
          "%s, %s, %,d buckets, checkpoints every %d s, -Xmx%s%n",
          contender.title(),
          wanted.store().title(),
          wanted.buckets(),
          wanted.checkpointEvery().toSeconds(),
          wanted.heap());
      of.put(contender, SinkProcess.run(wanted.by(contender)));
    }
    return of;
  }
}
