package io.tributary.local.demo.run;

import io.tributary.hotkey.wire.Octets;
import io.tributary.jobs.ingest.IngestCounts;
import io.tributary.jobs.validate.StoreValidationServices;
import io.tributary.local.demo.expect.ComparisonResult;
import io.tributary.local.demo.expect.ExpectationFile;
import io.tributary.local.demo.expect.LakeComparison;
import io.tributary.local.demo.report.DemoFigures;
import io.tributary.local.demo.report.DemoProgress;
import io.tributary.local.demo.report.DemoReport;
import io.tributary.local.demo.report.MinerFigures;
import io.tributary.local.demo.report.ProgressDisplay;
import io.tributary.local.demo.report.Terminals;
import io.tributary.local.demo.stores.GeneratorOptions;
import io.tributary.local.demo.stores.StoreGenerator;
import io.tributary.local.demo.validate.DemoValidation;
import io.tributary.local.demo.validate.ValidationFigures;
import io.tributary.local.flink.Checkpoints;
import io.tributary.local.kafka.Topics;
import io.tributary.local.ledger.JobLedger;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One run of the demo on a folder: from miners' stores to the lake, to the end or until
 * interrupted. A later run on the same folder goes on where this one stopped.
 */
public final class DemoRun {

  /** Longer than any single step; when nothing moves for so long, something is wrong. */
  private static final Duration STALL = Duration.ofMinutes(3);

  private final DemoOptions options;
  private final PrintStream err;
  private volatile DemoProgress progress = DemoProgress.starting("starting");
  private ProgressDisplay display;
  private Consumer<Outcome> ended;
  private long startNanos;

  /**
   * @param err where progress and the report go
   */
  public DemoRun(DemoOptions options, PrintStream err) {
    this.options = options;
    this.err = err;
  }

  /** How a run ended: its figures, its verdicts, and whether the lake is what it has to be. */
  public record Outcome(DemoFigures figures, ValidationFigures verdicts, boolean ok) {}

  /** As {@link #run(Consumer)}; answers how it ended. */
  public Outcome run() throws Exception {
    AtomicReference<Outcome> outcome = new AtomicReference<>();
    run(outcome::set);
    return outcome.get();
  }

  /**
   * Runs to the end, or stays up until interrupted if so told.
   *
   * @param ended is told how it ended, once everything is accounted for
   * @throws DemoException if it cannot; the message says what to do
   * @throws InterruptedException if the thread is interrupted; everything has been stopped then
   */
  public void run(Consumer<Outcome> ended) throws Exception {
    this.ended = ended;
    startNanos = System.nanoTime();
    try {
      runOnFolder();
    } catch (Exception e) {
      throw Interruptions.unmask(e);
    }
  }

  private void runOnFolder() throws Exception {
    try (DemoFolder folder = DemoFolder.open(options.folder());
        ProgressDisplay shown = ProgressDisplay.start(err, Terminals.ansi(), () -> progress)) {
      display = shown;
      Path stores = stores(folder);
      List<DemoMiner> miners = DemoMiner.readAll(stores);
      DemoKeys keys = new DemoKeys(folder, new SecureRandom());
      Set<Octets> sinks =
          Set.of(keys.prepare(miners, Clock.systemUTC().instant()), keys.testSink());
      say("starting Kafka, S3, the authentication service and Flink");
      // A run that was killed before its first checkpoint has sent records, too.
      boolean resumed = Files.isDirectory(folder.kafka());
      // The validation runs when the ingest has ended, unless that is to stay.
      int slots = options.stay() ? DemoStack.PARALLELISM + 1 : DemoStack.PARALLELISM;
      try (DemoStack stack = DemoStack.start(folder, sinks, options.external(), slots)) {
        run(folder, stores, miners, stack, keys.validator(), resumed);
      }
    }
  }

  private Path stores(DemoFolder folder) throws IOException {
    if (options.stores().isPresent()) {
      return options.stores().get();
    }
    say("generating miners' stores");
    StoreGenerator generator = new StoreGenerator(folder.root(), Clock.systemUTC());
    generator.generate(new GeneratorOptions(options.miners(), options.records(), options.seed()));
    return generator.stores();
  }

  private void run(
      DemoFolder folder,
      Path stores,
      List<DemoMiner> miners,
      DemoStack stack,
      Hotkey validator,
      boolean resumed)
      throws Exception {
    display.message("Flink's web interface: " + stack.cluster().address());
    try (JobLedger ledger = new JobLedger(stack.bootstrapServers());
        S3Client owner = stack.owner();
        DemoValidation validation =
            DemoValidationJob.validation(
                folder, stack, validator, owner, options.stay() ? 1 : 2, this::tell)) {
      ledger.catchUp(STALL, (read, all) -> {});
      validation.undoLeftovers(ledger);
      Optional<Path> checkpoint = Checkpoints.newest(folder.checkpoints());
      checkpoint.ifPresent(path -> display.message("continuing from " + path.getFileName()));
      IngestRun ingest =
          IngestRun.start(
              stack,
              DemoJob.options(folder, stack, Map.of()),
              checkpoint,
              ledger,
              this::show,
              display::message);
      try (DemoFeeders feeders = new DemoFeeders(folder, miners, stack.bootstrapServers())) {
        Map<String, Long> counts = ingest.await(feeders);
        CredentialUse credentials = ingest.credentials();
        if (!options.stay()) {
          say("stopping the job; rows that wait stay in its savepoint");
          ingest.stop();
        }
        ValidationFigures verdicts = validate(validation, folder, stack, miners, ledger);
        DemoFigures figures = figures(miners, ledger, counts);
        Path lake = lake(folder, stack, ledger);
        display.close();
        DemoReport report = new DemoReport(err);
        report.figures(figures);
        report.credentials(credentials.uses(), credentials.calls());
        boolean ok = report(report, folder, stores, lake, figures, ledger, resumed);
        report.validation(verdicts);
        ended.accept(new Outcome(figures, verdicts, ok));
        if (options.stay()) {
          stay(stack, validation.chain());
        }
      } catch (Exception e) {
        throw ingest.cancel(Interruptions.unmask(e));
      }
    }
  }

  private ValidationFigures validate(
      DemoValidation validation,
      DemoFolder folder,
      DemoStack stack,
      List<DemoMiner> miners,
      JobLedger ledger)
      throws Exception {
    Map<Hotkey, String> names = new HashMap<>();
    miners.forEach(miner -> names.put(miner.hotkey(), miner.name()));
    return validation.run(
        (schedule, chain) -> DemoValidationJob.options(folder, stack, schedule, chain),
        told -> new StoreValidationServices(told.reading(), told.settings(), told.beacon()),
        names,
        ledger,
        new SecureRandom());
  }

  private void show(DemoProgress now) {
    progress = now;
  }

  private void tell(String stage) {
    say(stage);
    display.message(stage);
  }

  private DemoFigures figures(List<DemoMiner> miners, JobLedger ledger, Map<String, Long> counts)
      throws DemoException {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    DemoFigures all =
        new DemoFigures(
            miners.stream()
                .map(m -> MinerFigures.of(m.name(), ledger.of(m.hotkey().address())))
                .toList(),
            ledger.refusedBatches(),
            seconds);
    if (all.received() != counts.get(IngestCounts.RECEIVED)) {
      throw new DemoException(
          "the job received "
              + counts.get(IngestCounts.RECEIVED)
              + " records, but its topics account for "
              + all.received());
    }
    return all;
  }

  private static Path lake(DemoFolder folder, DemoStack stack, JobLedger ledger) throws Exception {
    Path embedded = folder.s3().resolve(stack.s3().bucket());
    if (Files.isDirectory(embedded)) {
      return embedded;
    }
    return LakeDownload.to(folder, stack, ledger.committed().values());
  }

  private void stay(DemoStack stack, Optional<URI> chain) throws InterruptedException {
    err.println("The stack stays up until Ctrl-C:");
    err.println("  Flink           " + stack.cluster().address());
    err.println("  Kafka           " + stack.bootstrapServers());
    err.println("  authentication  " + stack.authEndpoint());
    chain.ifPresent(uri -> err.println("  chain           " + uri));
    stack.s3().endpoint().ifPresent(uri -> err.println("  S3              " + uri));
    new CountDownLatch(1).await();
  }

  private boolean report(
      DemoReport report,
      DemoFolder folder,
      Path stores,
      Path lake,
      DemoFigures figures,
      JobLedger ledger,
      boolean resumed)
      throws Exception {
    report.look(lake);
    Path expected = folder.root().resolve(ExpectationFile.NAME);
    ComparisonResult result =
        options.stores().isEmpty() && Files.exists(expected)
            ? new LakeComparison(stores)
                .compare(ExpectationFile.read(expected), lake, figures, resumed)
            : LakeComparison.sums(figures);
    result.lines().forEach(err::println);
    if (!ledger.parked().isEmpty()) {
      err.println(ledger.parked().size() + " files are parked; see the topic " + Topics.PARKED);
    }
    return result.ok() && ledger.parked().isEmpty();
  }

  private void say(String stage) {
    progress = progress.in(stage);
  }
}
