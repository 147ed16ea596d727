package io.tributary.benchmarks;

import io.tributary.benchmarks.auth.AuthBenchmark;
import io.tributary.benchmarks.challenge.ChallengeBenchmark;
import io.tributary.benchmarks.chaos.ChaosOptions;
import io.tributary.benchmarks.chaos.ChaosRun;
import io.tributary.benchmarks.draw.DetectionBenchmark;
import io.tributary.benchmarks.draw.GrindingBenchmark;
import io.tributary.benchmarks.faults.FaultsBenchmark;
import io.tributary.benchmarks.sink.CheckpointBenchmark;
import io.tributary.benchmarks.sink.SinkBenchmark;
import io.tributary.local.command.Interruption;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one benchmark: a table, then one JSON line. */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    header = "Measure a part beside something that does the same work.")
public final class Benchmarks implements Callable<Integer> {

  /** What can be measured. */
  enum Name {
    auth,
    canonicalize,
    challenge,
    chaos,
    checkpoints,
    detection,
    encode,
    faults,
    grinding,
    signatures,
    sink,
    timing
  }

  /** Where the sinks write. */
  enum SinkStore {
    files,
    s3,
    both
  }

  private static final long SEED = 13;

  private static final int CHAOS_FAULTS = 100;
  private static final int FAULTS = 10_000;

  /** As shells tell an end by Ctrl-C. */
  private static final int INTERRUPTED = 130;

  @Parameters(paramLabel = "NAME", description = "One of: ${COMPLETION-CANDIDATES}.")
  private Name name;

  @Option(
      names = "--runs",
      defaultValue = "5",
      description = "Measured runs of each, alternating; ${DEFAULT-VALUE} by default.")
  private int runs;

  @Option(
      names = "--run-millis",
      defaultValue = "500",
      description = "About how long a run takes; ${DEFAULT-VALUE} by default.")
  private int runMillis;

  @Option(
      names = "--seconds",
      defaultValue = "3",
      description =
          "auth: how long each kind of request is sent in each of five rounds; ${DEFAULT-VALUE} by"
              + " default.")
  private double seconds;

  @Option(
      names = "--replays",
      defaultValue = "1000000",
      description =
          "auth: how often captured requests are sent again; ${DEFAULT-VALUE} by default.")
  private long replays;

  @Option(
      names = "--connections",
      defaultValue = "64",
      description = "auth: connections at the same time; ${DEFAULT-VALUE} by default.")
  private int connections;

  @Option(
      names = "--rows",
      defaultValue = "400000",
      description = "sink: rows of each run; ${DEFAULT-VALUE} by default.")
  private int rows;

  @Option(
      names = "--most-buckets",
      defaultValue = "10000",
      description = "sink: leaves out cases with more buckets; ${DEFAULT-VALUE} by default.")
  private int mostBuckets;

  @Option(
      names = "--store",
      defaultValue = "both",
      description =
          "sink: where to write, ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default, a table"
              + " each. s3 needs a Java below 24.")
  private SinkStore store;

  @Option(
      names = "--buffered-mb",
      defaultValue = "4000",
      description = "checkpoints: rows that are buffered; ${DEFAULT-VALUE} by default.")
  private int bufferedMegabytes;

  @Option(
      names = "--new-mb",
      defaultValue = "50",
      description = "checkpoints: new rows before each; ${DEFAULT-VALUE} by default.")
  private int newMegabytes;

  @Option(
      names = "--checkpoints",
      defaultValue = "20",
      description = "checkpoints: how many are measured; ${DEFAULT-VALUE} by default.")
  private int checkpoints;

  @Option(
      names = "--trials",
      defaultValue = "2000",
      description = "detection, grinding: trials of each case; ${DEFAULT-VALUE} by default.")
  private int trials;

  @Option(
      names = "--tries",
      defaultValue = "1000000",
      description = "grinding: names that a miner tries; ${DEFAULT-VALUE} by default.")
  private long tries;

  @Option(
      names = "--gib",
      defaultValue = "1",
      description = "challenge: size of eight files of a miner; ${DEFAULT-VALUE} by default.")
  private double gibibytes;

  @Option(
      names = "--files",
      defaultValue = "110000",
      description = "challenge: files of a miner with many; ${DEFAULT-VALUE} by default.")
  private int files;

  @Option(
      names = "--sets",
      defaultValue = "256",
      description = "challenge: such miners in turn; ${DEFAULT-VALUE} by default.")
  private int sets;

  @Option(
      names = "--kills",
      defaultValue = "10",
      description = "chaos: processes of the cluster to kill; ${DEFAULT-VALUE} by default.")
  private int kills;

  @Option(
      names = "--faults",
      description =
          "chaos, faults: requests to S3 that fail; "
              + CHAOS_FAULTS
              + " and "
              + FAULTS
              + " by default.")
  private Integer faults;

  @Option(
      names = "--seed",
      defaultValue = "" + SEED,
      description = "chaos, faults: decides what happens when; ${DEFAULT-VALUE} by default.")
  private long seed;

  @Option(
      names = "--miners",
      defaultValue = "10",
      description = "chaos: stores to feed; ${DEFAULT-VALUE} by default.")
  private int miners;

  @Option(
      names = "--records",
      description = "chaos: records in all stores; enough for the kills and faults by default.")
  private Integer records;

  @Option(
      names = "--limit-seconds",
      description =
          "chaos: when to end a run, as failed; far more than the kills and faults take by"
              + " default.")
  private Integer limitSeconds;

  private final PrintStream out;

  Benchmarks(PrintStream out) {
    this.out = out;
  }

  /** Runs one benchmark and ends the process. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Benchmarks(System.out)).execute(args));
  }

  private int sink() throws Exception {
    // Flink's S3 brings a Hadoop that asks for the security manager.
    boolean canS3 = Runtime.version().feature() < 24;
    if (!canS3 && store == SinkStore.s3) {
      System.err.println("FileSink cannot write to S3 on this Java; set JAVA_HOME to a JDK 17.");
      return ExitCode.USAGE;
    }
    if (!canS3 && store == SinkStore.both) {
      System.err.println("the table of S3 is left out: FileSink cannot write to it on this Java");
    }
    new SinkBenchmark(
            Math.max(1, rows),
            mostBuckets,
            store != SinkStore.s3,
            canS3 && store != SinkStore.files)
        .run(out, System.err);
    return ExitCode.OK;
  }

  @Override
  public Integer call() throws Exception {
    if (name == Name.chaos) {
      return chaos();
    }
    if (name == Name.challenge) {
      new ChallengeBenchmark(gibibytes, Math.max(1, files), Math.max(1, sets), new Random(SEED))
          .run(out, System.err);
      return ExitCode.OK;
    }
    if (name == Name.faults) {
      boolean kept =
          new FaultsBenchmark(faults == null ? FAULTS : faults, new Random(seed))
              .run(out, System.err);
      return kept ? ExitCode.OK : ExitCode.SOFTWARE;
    }
    if (name == Name.timing) {
      Random random = new Random(SEED);
      new TimingBenchmark(random, Duration.ofMillis(Math.max(1, (long) runs * runMillis)))
          .run(TimingSubject.all(random), out);
      return ExitCode.OK;
    }
    if (name == Name.sink) {
      return sink();
    }
    if (name == Name.checkpoints) {
      long megabyte = 1_000_000;
      new CheckpointBenchmark(
              bufferedMegabytes * megabyte,
              Math.max(1, newMegabytes) * megabyte,
              Math.max(1, checkpoints))
          .run(out, System.err);
      return ExitCode.OK;
    }
    if (name == Name.detection) {
      new DetectionBenchmark(Math.max(1, trials), new Random(SEED)).run(out);
      return ExitCode.OK;
    }
    if (name == Name.grinding) {
      new GrindingBenchmark(Math.max(1, tries), Math.max(1, trials), new Random(SEED)).run(out);
      return ExitCode.OK;
    }
    SideBySide sideBySide =
        new SideBySide(
            ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime,
            Duration.ofMillis(Math.max(1, runMillis)),
            Math.max(1, runs));
    if (name == Name.auth) {
      return auth(sideBySide);
    }
    try (Benchmark benchmark = open(name, new Random(SEED))) {
      List<Measurement> measurements = sideBySide.measure(benchmark.contenders());
      Report report = new Report(name.name(), benchmark.unit(), Math.max(1, runs), measurements);
      report.table().forEach(out::println);
      out.println("checksum " + Long.toHexString(sideBySide.checksum()));
      out.println(report.json());
    }
    return ExitCode.OK;
  }

  private int auth(SideBySide sideBySide) throws IOException, InterruptedException {
    Random random = new Random(SEED);
    double edVerifies;
    try (SignaturesBenchmark signatures = new SignaturesBenchmark(random)) {
      edVerifies = sideBySide.measure(List.of(signatures.edVerifyAlone())).get(0).median();
    }
    boolean ok =
        new AuthBenchmark(Math.max(0.01, seconds), replays, Math.max(1, connections), random)
            .run(edVerifies, out);
    return ok ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private int chaos() throws Exception {
    Interruption interruption = Interruption.install(Thread.currentThread());
    int requests = faults == null ? CHAOS_FAULTS : faults;
    try {
      ChaosOptions options =
          new ChaosOptions(
              kills,
              requests,
              seed,
              miners,
              records == null ? ChaosOptions.recordsFor(kills, requests) : records,
              limitSeconds == null
                  ? ChaosOptions.limitFor(kills, requests)
                  : Duration.ofSeconds(limitSeconds));
      return new ChaosRun(options, System.err).run(out) ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (InterruptedException e) {
      System.err.println("interrupted; nothing was compared");
      return INTERRUPTED;
    } finally {
      interruption.done();
    }
  }

  private static Benchmark open(Name name, Random random) throws IOException {
    return switch (name) {
      case auth -> throw new IllegalArgumentException("auth has no contenders");
      case challenge, faults ->
          throw new IllegalArgumentException("challenges compare no contenders");
      case chaos -> throw new IllegalArgumentException("chaos compares no contenders");
      case checkpoints -> throw new IllegalArgumentException("checkpoints have no contenders");
      case canonicalize -> new CanonicalizeBenchmark(random);
      case detection, grinding ->
          throw new IllegalArgumentException("simulations compare no contenders");
      case encode -> new EncodeBenchmark(random);
      case signatures -> new SignaturesBenchmark(random);
      case sink -> throw new IllegalArgumentException("sinks run in processes of their own");
      case timing -> throw new IllegalArgumentException("timing compares no contenders");
    };
  }
}
