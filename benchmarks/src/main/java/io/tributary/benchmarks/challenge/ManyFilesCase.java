package io.tributary.benchmarks.challenge;

import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.verdict.Outcome;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictReason;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A miner with very many files on a store that is simulated, and many such miners in turn. */
final class ManyFilesCase {

  /** Of a request, as between machines of a region. */
  static final Duration LATENCY = Duration.ofMillis(30);

  /** Collections are made after so many miners. */
  private static final List<Integer> LOOKS = List.of(1, 16, 64, 256, 1024);

  private static final int MOST_SEEDS = 1_000;

  private final int files;
  private final int miners;
  private final Random random;

  /**
   * @param files of a miner
   * @param miners in turn
   */
  ManyFilesCase(int files, int miners, Random random) {
    this.files = files;
    this.miners = miners;
    this.random = random;
  }

  /**
   * The heap after some miners.
   *
   * @param inUse after a full collection
   * @param peak the most in between
   */
  record Look(int miners, long inUse, long peak) {}

  /**
   * What came of it.
   *
   * @param slowestFreeze seconds of the slowest freeze and draw
   * @param epoch from freeze to verdict
   * @param looks at the heap
   * @param secondsPerMiner of all miners in turn, without latency
   */
  record Result(
      int files,
      long rows,
      long setBytes,
      int drawn,
      double slowestFreeze,
      Cost epoch,
      List<Look> looks,
      double secondsPerMiner) {}

  private record Timed(Examination examination, double slowest, long lastNanos) {}

  Result run(Path folder, PrintStream progress) throws IOException {
    progress.println("writing " + ManyFiles.TEMPLATES + " files, of which all others are copies");
    ManyFiles lake = ManyFiles.write(files, folder, random);
    LocalSigner miner = ManyFiles.miner(1);
    progress.printf("challenging a miner with %,d files%n", files);
    Timed timed = freeze(lake, miner);
    Examination examination = timed.examination();
    List<ChallengeTask> tasks = tasks(lake, miner, examination);
    Cost epoch;
    try (Epochs epochs =
        new Epochs(new SourceChallenger(new TemplateSource(lake.templates(), LATENCY)))) {
      long begin = System.nanoTime();
      Epochs.Answer answer = epochs.ask(examination, tasks);
      Verdict verdict = examination.judge(answer.evidence());
      long nanos = System.nanoTime() - begin + timed.lastNanos();
      if (verdict.outcome() != Outcome.PASS) {
        throw new IllegalStateException(
            "an honest miner's verdict: " + verdict.allFindings().limit(5).toList());
      }
      epoch = new Cost(answer.cost().bytes(), answer.cost().requests(), nanos);
    }
    long begin = System.nanoTime();
    List<Look> looks = inTurn(lake, progress);
    return new Result(
        files,
        examination.set().rows(),
        examination.set().sizeBytes(),
        tasks.size(),
        timed.slowest(),
        epoch,
        looks,
        (System.nanoTime() - begin) / 1e9 / miners);
  }

  /** Twice, the second time by the first seed whose draw does not show that files are copies. */
  private static Timed freeze(ManyFiles lake, LocalSigner miner) {
    List<FrozenFile> state = lake.of(miner);
    long begin = System.nanoTime();
    Examination first = examination(state, miner, 0);
    double slowest = (System.nanoTime() - begin) / 1e9;
    int seed = 1;
    while (ManyFiles.showsCopies(first.set(), first.sampleOf(Examination.block(seed)))) {
      if (++seed == MOST_SEEDS) {
        throw new IllegalStateException("too few different files");
      }
    }
    begin = System.nanoTime();
    Examination examination = examination(state, miner, seed);
    long nanos = System.nanoTime() - begin;
    return new Timed(examination, Math.max(slowest, nanos / 1e9), nanos);
  }

  private static Examination examination(List<FrozenFile> state, LocalSigner miner, int seed) {
    return Examination.of(
        miner.hotkey(),
        state,
        CarriedOver.NONE,
        new Examination.Occasion(1, Examination.block(seed), Epochs.VALIDATOR.hotkey()));
  }

  private static List<ChallengeTask> tasks(
      ManyFiles lake, LocalSigner miner, Examination examination) {
    return examination.tasks(file -> lake.statement(miner, file));
  }

  private List<Look> inTurn(ManyFiles lake, PrintStream progress) {
    List<Look> looks = new ArrayList<>();
    try (Epochs epochs =
        new Epochs(new SourceChallenger(new TemplateSource(lake.templates(), Duration.ZERO)))) {
      Heap.resetPeak();
      for (int number = 1; number <= miners; number++) {
        examine(lake, ManyFiles.miner(number), epochs);
        if (LOOKS.contains(number) || number == miners) {
          long peak = Heap.peak();
          looks.add(new Look(number, Heap.inUse(), peak));
          progress.printf("%d miners, %,d bytes on the heap%n", number, Heap.inUse());
          Heap.resetPeak();
        }
      }
    }
    return looks;
  }

  private static void examine(ManyFiles lake, LocalSigner miner, Epochs epochs) {
    Examination examination = examination(lake.of(miner), miner, 1);
    Verdict verdict =
        examination.judge(epochs.ask(examination, tasks(lake, miner, examination)).evidence());
    // That some files are copies is known, and not looked at here.
    if (verdict
        .allFindings()
        .anyMatch(finding -> finding.reason() != VerdictReason.DUPLICATE_ACROSS_FILES)) {
      throw new IllegalStateException(
          "an honest miner's verdict: " + verdict.allFindings().limit(5).toList());
    }
  }
}
