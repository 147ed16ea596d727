package io.tributary.benchmarks.chaos;

import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.replay.PublicRecords.PublishedFreeze;
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
import io.tributary.local.demo.validate.CanaryObject;
import io.tributary.local.janitor.UploadStore;
import io.tributary.local.ledger.JobLedger;
import io.tributary.local.s3.EmbeddedS3;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One run: a cluster with all that it needs, stores fed to it while a plan is carried out, and then
 * the lake compared with the stores, record by record.
 */
public final class ChaosRun {

  private static final Duration FIRST_CHECKPOINT = Duration.ofMinutes(2);

  /** No clock of the store was ever further ahead. */
  private static final Duration CLOCKS = Duration.ofHours(1);

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
   * @throws InterruptedException if it was told to stop, or the time was up
   * @throws Exception if the run itself fails; its folder stays then
   */
  public boolean run(PrintStream out) throws Exception {
    Path root = Files.createTempDirectory("tributary-chaos-");
    err.println("everything is in " + root);
    ChaosResult result;
    try (TimeLimit limit = new TimeLimit(options.limit());
        DemoFolder folder = DemoFolder.open(root)) {
      result = run(folder);
    }
    ChaosReport report = new ChaosReport(options, result);
    report.lines().forEach(out::println);
    out.println(report.json());
    if (report.ok()) {
      delete(root);
    } else {
      err.println("what is left to look at is in " + root);
    }
    return report.ok();
  }

  private ChaosResult run(DemoFolder folder) throws Exception {
    StoreGenerator generator = new StoreGenerator(folder.root(), Clock.systemUTC());
    generator.generate(new GeneratorOptions(options.miners(), options.records(), options.seed()));
    List<DemoMiner> miners = DemoMiner.readAll(generator.stores());
    DemoKeys keys = new DemoKeys(folder, new SecureRandom());
    Octets sinkKey = keys.prepare(miners, Clock.systemUTC().instant());
    // A store warns of requests that break off, and here most do so on purpose.
    Configurator.setLevel(EmbeddedS3.class.getPackageName(), Level.ERROR);
    // And so does a client of ZooKeeper whenever that is away.
    Configurator.setLevel("org.apache.flink.shaded", Level.OFF);
    S3Faults s3Faults = new S3Faults(options.faults(), new Random(options.seed()));
    S3Faults stsFaults = new S3Faults(Long.MAX_VALUE, new Random(options.seed()));
    Plan plan =
        Plan.of(
            options.kills(),
            options.faults(),
            ChaosCluster.TASK_MANAGERS,
            new Random(options.seed()));
    err.println("starting Kafka, S3, the authentication service, ZooKeeper and Flink");
    Path flink = folder.root().resolve("flink");
    try (ChaosStore store = new ChaosStore(folder, sinkKey, s3Faults, stsFaults);
        Surroundings surroundings =
            Surroundings.start(folder.kafka(), folder.spool(), flink.resolve("logs"));
        ChaosChain chain = new ChaosChain(DemoFolder.NETUID);
        ChaosCluster cluster = ChaosCluster.start(flink, folder.checkpoints(), folder.spool())) {
      long startNanos = System.nanoTime();
      ChaosJobs jobs =
          new ChaosJobs(
              cluster.rest(),
              cluster.submission().ingest(ChaosJob.options(folder, store, surroundings)),
              cluster
                  .submission()
                  .validation(ChaosValidation.options(folder, store, surroundings, chain.uri())));
      Pace pace =
          new Pace(
              Math.max(1, options.records() / ChaosFeeders.RECORDS_A_BATCH),
              Plan.STEP.multipliedBy(Math.max(1, plan.steps().size())));
      try (ChaosFeeders feeders =
              new ChaosFeeders(folder, miners, surroundings.bootstrapServers(), pace);
          JobLedger ledger = new JobLedger(surroundings.bootstrapServers());
          ValidationRecords records = new ValidationRecords(surroundings.bootstrapServers());
          Director director = new Director(cluster, surroundings, store, pace, jobs, err)) {
        Conditions.require(
            "both jobs complete a checkpoint",
            FIRST_CHECKPOINT,
            () -> jobs.checkpointBeganAfter(0));
        List<Event> events;
        boolean settled;
        // Taken away again before the lake is compared, to which it does not belong.
        try (S3Client owner = store.owner();
            CanaryObject canary = CanaryObject.put(owner, DemoFolder.BUCKET, keys.validator())) {
          chain.begin();
          events = director.run(plan, options.faults());
          err.println("sent so far: " + feeders.recordsSent() + " records; the rest goes at once");
          pace.letGo();
          settled = new Settlement(cluster, jobs, feeders, ledger, err).await();
          settled &=
              new ValidationSettlement(chain, cluster, jobs, records, err).await(filesOf(ledger));
        }
        jobs.end();
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        List<String> standIns = standIns(cluster);
        cluster.close();
        store.closeProxies();
        records.catchUp();
        UploadAccount uploads;
        try (UploadStore unfinished = store.uploads()) {
          uploads =
              UploadAccount.settle(
                  unfinished, Instant.now().plus(CLOCKS), ledger.parked().keySet());
        }
        // After the janitor's work: it must not have harmed a file.
        ComparisonResult comparison = compare(folder, generator, miners, store, feeders, ledger);
        ReplayedVerdicts replayed = new ReplayedVerdicts(records, chain.uri());
        List<String> differences = replayed.differences();
        return new ChaosResult(
            events,
            standIns,
            comparison,
            uploads,
            ValidationAccount.of(
                filesOf(ledger),
                keys.validator(),
                records.freezes().stream().map(PublishedFreeze::freeze).toList(),
                records.verdicts(),
                replayed.late(),
                differences),
            feeders.recordsSent(),
            ledger.files(),
            s3Faults.failedByKind(),
            stsFaults.failed(),
            settled,
            ledger.parked().size(),
            ledger.parkings(),
            seconds);
      }
    }
  }

  private static Map<Hotkey, Long> filesOf(JobLedger ledger) {
    return ledger.committed().values().stream()
        .collect(Collectors.groupingBy(file -> file.key().hotkey(), Collectors.counting()));
  }

  private static List<String> standIns(ChaosCluster cluster) {
    return cluster.taskManagers().hasDisks()
        ? List.of()
        : List.of("a file in place of the spool's folder stood for a full disk");
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

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
