package io.tributary.benchmarks.faults;

import io.tributary.benchmarks.challenge.Examination;
import io.tributary.benchmarks.challenge.MinerFile;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.jobs.validate.ChallengeLimits;
import io.tributary.jobs.validate.ChallengeRunner;
import io.tributary.jobs.validate.ListedMiner;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.set.CutOff;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.verdict.FileVerdict;
import io.tributary.lake.verdict.Outcome;
import io.tributary.lake.verdict.Verdict;
import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Lets requests fail while honest miners are validated, epoch after epoch, one kind of fault at a
 * time and seldom, often or nearly always; then, in a calm epoch, looks whether everything is as
 * before.
 */
public final class FaultsBenchmark {

  private static final int MINERS = 4;

  /** Fewer epochs than this are seldom enough. */
  private static final int EPOCHS = 40;

  private static final int LEAST_MOST = 5;
  private static final List<Double> RATES = List.of(0.1, 0.4, 0.9);

  /** As by default, with pauses that are as much shorter as the store's answers are faster. */
  private static final ChallengeLimits LIMITS =
      new ChallengeLimits(16, 2, 4, Duration.ofMillis(30), Duration.ofMinutes(1));

  private final long ordered;
  private final Random random;
  private final Weather weather;
  private final LocalSigner validator = LocalSigner.fromMiniSecret(new byte[32]);
  private final AtomicLong epoch = new AtomicLong(1);
  private final Instant began = Instant.now();
  private final Map<Fault, Tally> tallies = new EnumMap<>(Fault.class);
  private final Tally calm = new Tally();

  /**
   * @param ordered faults at least
   * @param random decides what fails
   */
  public FaultsBenchmark(long ordered, Random random) {
    this.ordered = ordered;
    this.random = random;
    this.weather = new Weather(random);
    for (Fault fault : Fault.values()) {
      tallies.put(fault, new Tally());
    }
  }

  /**
   * Prints a table and a JSON line.
   *
   * @return whether no miner failed, no file is unaccounted for, and in the calm epoch all passed
   */
  public boolean run(PrintStream out, PrintStream progress) throws IOException {
    Path folder = Files.createTempDirectory("faults");
    Path lake = folder.resolve("store");
    Files.createDirectories(StormyLake.bucket(lake));
    try {
      List<HonestMiner> miners = new ArrayList<>();
      for (int i = 1; i <= MINERS; i++) {
        miners.add(HonestMiner.write(i, StormyLake.bucket(lake), folder, random));
      }
      // Trouble is remembered for an hour, and each epoch is two hours after the last.
      try (StormyLake stormy =
              new StormyLake(
                  lake, validator, weather, () -> began.plus(Duration.ofHours(2 * epoch.get())));
          ChallengeRunner runner =
              new ChallengeRunner(
                  stormy.services(), LIMITS, ContentOptions.DEFAULTS, System::nanoTime)) {
        examine(miners, stormy, runner, progress);
      }
    } finally {
      delete(folder);
    }
    FaultsReport report = new FaultsReport(weather.faults(), tallies, calm);
    report.lines().forEach(out::println);
    out.println(report.json());
    return report.isKept(MINERS);
  }

  private void examine(
      List<HonestMiner> miners, StormyLake lake, ChallengeRunner runner, PrintStream progress) {
    long told = 0;
    while (weather.total() < ordered) {
      Fault fault = weather.rarest();
      double rate = RATES.get(random.nextInt(RATES.size()));
      weather.set(fault, rate, most());
      epoch(miners, lake, runner, tallies.get(fault), progress);
      if (weather.total() - told >= 1_000) {
        told = weather.total();
        progress.printf("%,d faults in %,d epochs%n", told, epoch.get());
      }
    }
    weather.calm();
    epoch(miners, lake, runner, calm, progress);
  }

  /** Some trouble is over before an epoch is, and some is not. */
  private long most() {
    long mean = Math.max(LEAST_MOST, ordered / EPOCHS);
    return mean / 2 + (long) (random.nextDouble() * 1.5 * mean);
  }

  private void epoch(
      List<HonestMiner> miners,
      StormyLake lake,
      ChallengeRunner runner,
      Tally tally,
      PrintStream progress) {
    epoch.incrementAndGet();
    List<CompletableFuture<Examined>> verdicts =
        miners.stream().map(miner -> examine(miner, lake, runner)).toList();
    for (int i = 0; i < miners.size(); i++) {
      HonestMiner miner = miners.get(i);
      Examined examined = verdicts.get(i).join();
      Verdict verdict = examined.verdict();
      tally.add(verdict, missing(examined, miner.undecided()));
      if (verdict.outcome() == Outcome.FAIL) {
        progress.printf("%s FAILED: %s%n", miner.hotkey(), verdict.allFindings().limit(5).toList());
      }
      miner.undecided(verdict.carriedOver());
    }
  }

  private record Examined(Examination examination, Verdict verdict) {}

  private CompletableFuture<Examined> examine(
      HonestMiner miner, StormyLake lake, ChallengeRunner runner) {
    long number = epoch.get();
    Instant now = Instant.now();
    return runner
        .submit(
            () ->
                ListedMiner.ask(
                    lake.services().listing().orElseThrow(),
                    miner.hotkey(),
                    now.minus(Duration.ofDays(30)),
                    now.minus(Duration.ofMinutes(15))))
        .thenCompose(
            listed -> {
              List<FrozenFile> frozen = new ArrayList<>();
              for (MinerFile file : miner.files()) {
                listed.hasManifest(file.key().path());
                frozen.add(file.frozen(listed.version(file.key().path())));
              }
              Examination examination =
                  Examination.of(
                      miner.hotkey(),
                      frozen,
                      miner.undecided(),
                      new Examination.Occasion(
                          number, Examination.block(number), validator.hotkey()));
              return runner
                  .run(
                      examination.tasks(miner::statement),
                      examination.salt(),
                      listed.findings(CutOff.NONE))
                  .thenApply(found -> new Examined(examination, examination.judge(found)));
            });
  }

  /** Files that were drawn, or came undecided from the epoch before, without a result. */
  private static long missing(Examined examined, CarriedOver undecided) {
    Set<ObjectKey> due = new HashSet<>();
    Arrays.stream(examined.examination().sample().files())
        .forEach(index -> due.add(examined.examination().set().file(index).key()));
    undecided.files().forEach(file -> due.add(file.key()));
    examined.verdict().files().stream().map(FileVerdict::key).forEach(due::remove);
    return due.size();
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
