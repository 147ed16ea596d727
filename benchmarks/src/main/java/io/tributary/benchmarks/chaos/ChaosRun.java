package io.tributary.benchmarks.chaos;

import io.tributary.hotkey.wire.Octets;
import io.tributary.local.demo.expect.ComparisonResult;
import io.tributary.local.demo.expect.Expectation;
import io.tributary.local.demo.expect.ExpectationFile;
import io.tributary.local.demo.expect.LakeComparison;
import io.tributary.local.demo.report.DemoFigures;
import io.tributary.local.demo.report.MinerFigures;
import io.tributary.local.demo.run.DemoFolder;
import io.tributary.local.demo.run.DemoKeys;
import io.tributary.local.demo.run.DemoMiner;
import io.tributary.local.demo.stores.GeneratorOptions;
import io.tributary.local.demo.stores.StoreGenerator;
import io.tributary.local.ledger.JobLedger;
import io.tributary.local.s3.EmbeddedS3;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * One run: a cluster with all that it needs, stores fed to it while a plan is carried out, and then
 * the lake compared with the stores, record by record.
 */
public final class ChaosRun {

  /** Longer than any recovery with the parking that may follow. */
  private static final Duration STALL = Duration.ofMinutes(3);

  /** So many checkpoints without any news: nothing comes any more. */
  private static final Duration QUIET = Duration.ofSeconds(12);

  private static final Duration POLL = Duration.ofMillis(300);

  private final ChaosOptions options;
  private final PrintStream err;

  /**
   * @param err is told what happens
   */
  public ChaosRun(ChaosOptions options, PrintStream err) {
    this.options = options;
    this.err = err;
  }

  /**
   * Runs, and prints a table and a JSON line.
   *
   * @return whether every record is where it must be, once
   * @throws Exception if the run itself fails; its folder stays then
   */
  public boolean run(PrintStream out) throws Exception {
    Path root = Files.createTempDirectory("tributary-chaos-");
    err.println("everything is in " + root);
    ChaosResult result;
    try (DemoFolder folder = DemoFolder.open(root)) {
      result = run(folder);
    }
    ChaosReport report = new ChaosReport(options, result);
    report.lines().forEach(out::println);
    out.println(report.json());
    if (result.ok()) {
      delete(root);
    } else {
      err.println("what is left to look at is in " + root);
    }
    return result.ok();
  }

  private ChaosResult run(DemoFolder folder) throws Exception {
    StoreGenerator generator = new StoreGenerator(folder.root(), Clock.systemUTC());
    generator.generate(new GeneratorOptions(options.miners(), options.records(), options.seed()));
    List<DemoMiner> miners = DemoMiner.readAll(generator.stores());
    Octets sinkKey =
        new DemoKeys(folder, new SecureRandom()).prepare(miners, Clock.systemUTC().instant());
    // A store warns of requests that break off, and here most do so on purpose.
    Configurator.setLevel(EmbeddedS3.class.getPackageName(), Level.ERROR);
    S3Faults faults = new S3Faults(new Random(options.seed()));
    err.println("starting Kafka, S3, the authentication service, ZooKeeper and Flink");
    Path flink = folder.root().resolve("flink");
    try (ChaosStore store = new ChaosStore(folder, sinkKey, faults);
        Surroundings surroundings =
            Surroundings.start(folder.kafka(), folder.spool(), flink.resolve("logs"));
        ChaosCluster cluster = ChaosCluster.start(flink, folder.checkpoints())) {
      err.println("Flink's web interface: " + cluster.rest().address());
      long startNanos = System.nanoTime();
      String job = cluster.submit(ChaosJob.options(folder, store, surroundings));
      Pace pace = new Pace(interval());
      try (ChaosFeeders feeders =
              new ChaosFeeders(folder, miners, surroundings.bootstrapServers(), pace);
          JobLedger ledger = new JobLedger(surroundings.bootstrapServers());
          Director director = new Director(cluster, surroundings, store, faults, job, err)) {
        Conditions.require(
            "the job completes a checkpoint", STALL, () -> cluster.rest().checkpoint(job) > 0);
        Plan plan =
            Plan.of(
                options.kills(),
                options.faults(),
                ChaosCluster.TASK_MANAGERS,
                new Random(options.seed()));
        List<Event> events = director.run(plan);
        err.println("sent so far: " + feeders.recordsSent() + " records; the rest goes at once");
        pace.letGo();
        boolean settled = settle(cluster, job, feeders, ledger);
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        ComparisonResult comparison = compare(folder, generator, miners, store, feeders, ledger);
        return new ChaosResult(
            events,
            comparison,
            feeders.recordsSent(),
            ledger.files(),
            faults.failed(),
            settled,
            ledger.parked().size(),
            ledger.parkings(),
            orphans(store, ledger.parked().keySet()),
            seconds);
      }
    }
  }

  /** So that feeding takes about as long as the plan. */
  private Duration interval() {
    long batches = Math.max(1, options.records() / ChaosFeeders.RECORDS_A_BATCH);
    int steps = options.kills() + options.faults();
    return Plan.STEP.multipliedBy(steps).dividedBy(batches);
  }

  /**
   * Waits until everything that was sent is accounted for and nothing is parked; answers whether
   * that happened before nothing had moved for long.
   */
  private boolean settle(ChaosCluster cluster, String job, ChaosFeeders feeders, JobLedger ledger)
      throws Exception {
    long movedNanos = System.nanoTime();
    long nextLook = movedNanos;
    while (true) {
      if (ledger.poll(POLL)) {
        movedNanos = System.nanoTime();
      }
      long quiet = System.nanoTime() - movedNanos;
      long known = ledger.rows() + ledger.duplicates() + ledger.rejected();
      boolean all = feeders.done() && known >= feeders.recordsSent() && ledger.parked().isEmpty();
      if (all && quiet > QUIET.toNanos()) {
        return true;
      }
      if (quiet > STALL.toNanos()) {
        err.printf(
            "nothing moved for %d s: sent %d, accounted for %d, parked %s, job %s%n%s%n",
            STALL.toSeconds(),
            feeders.recordsSent(),
            known,
            ledger.parked().keySet(),
            cluster.rest().state(job),
            cluster.rest().lastFailure(job));
        return false;
      }
      if (System.nanoTime() - nextLook >= 0) {
        nextLook = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        cluster.revive();
        String state = cluster.rest().state(job);
        if (Set.of("FAILED", "CANCELED", "FINISHED").contains(state)) {
          throw new IOException(
              "the job ended as " + state + ": " + cluster.rest().lastFailure(job));
        }
      }
    }
  }

  private static ComparisonResult compare(
      DemoFolder folder,
      StoreGenerator generator,
      List<DemoMiner> miners,
      ChaosStore store,
      ChaosFeeders feeders,
      JobLedger ledger)
      throws Exception {
    Expectation expectation = ExpectationFile.read(folder.root().resolve(ExpectationFile.NAME));
    DemoFigures figures =
        new DemoFigures(
            miners.stream()
                .map(m -> MinerFigures.of(m.name(), ledger.of(m.hotkey().address())))
                .toList(),
            ledger.refusedBatches(),
            0);
    return new LakeComparison(generator.stores())
        .compare(expectation, store.lake(), figures, feeders.passesAgain() > 0);
  }

  private static List<Map.Entry<String, Boolean>> orphans(ChaosStore store, Set<String> parked) {
    return store.unfinishedUploads().stream()
        .map(MultipartUpload::key)
        .map(key -> Map.entry(key, parked.contains(key)))
        .toList();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
