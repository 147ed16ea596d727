package io.tributary.benchmarks.challenge;

import io.tributary.benchmarks.sink.StoreProcess;
import io.tributary.connectors.challenge.S3FileChallenger;
import io.tributary.connectors.store.MinerListing;
import io.tributary.connectors.store.S3MinerListing;
import io.tributary.connectors.store.S3RangeSource;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.jobs.validate.ListedMiner;
import io.tributary.lake.challenge.ChallengeOptions;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.verdict.Outcome;
import io.tributary.lake.verdict.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A miner with few large files on an S3 server in a process of its own. */
final class LargeFilesCase {

  private static final int FILES = 8;
  private static final int EPOCHS = 5;

  private final long bytes;
  private final Random random;
  private final LocalSigner miner = ManyFiles.miner(1);

  /**
   * @param bytes of all files, about
   * @param random makes the rows
   */
  LargeFilesCase(long bytes, Random random) {
    this.bytes = bytes;
    this.random = random;
  }

  /**
   * What came of it; an epoch's costs are from the listing to the verdict.
   *
   * @param possession of leaves and tails alone, of an epoch
   * @param groups the same with the row groups of drawn rows
   * @param epochs with everything
   */
  record Result(
      int files,
      long rows,
      long setBytes,
      long tailBytes,
      List<Cost> possession,
      List<Cost> groups,
      List<Cost> epochs,
      long heapPeak) {

    double share(List<Cost> costs) {
      return (double) most(costs, Comparator.comparingLong(Cost::bytes)).bytes() / setBytes;
    }

    static Cost most(List<Cost> costs, Comparator<Cost> by) {
      return costs.stream().max(by).orElseThrow();
    }

    static double medianSeconds(List<Cost> costs) {
      return costs.stream()
          .mapToDouble(Cost::seconds)
          .sorted()
          .skip(costs.size() / 2)
          .iterator()
          .next();
    }
  }

  Result run(Path folder, PrintStream progress) throws IOException, InterruptedException {
    try (StoreProcess store =
        StoreProcess.start(folder.resolve("store"), folder.resolve("store.log"))) {
      LargeFiles lake = new LargeFiles(miner, store);
      progress.println("writing " + FILES + " files");
      List<MinerFile> files = lake.write(FILES, bytes / FILES, random, folder);
      progress.println("challenging them");
      try (S3FileChallenger challenger =
              new S3FileChallenger(
                  new S3RangeSource(lake.options(), lake.credentials()),
                  ChallengeOptions.DEFAULTS,
                  lake.credentials());
          MinerListing listing = new S3MinerListing(lake.options(), lake.credentials(), false);
          Epochs epochs = new Epochs(challenger)) {
        return examine(files, listing, epochs);
      }
    }
  }

  private Result examine(List<MinerFile> files, MinerListing listing, Epochs epochs)
      throws InterruptedException {
    Map<String, MinerFile> byPath =
        files.stream().collect(Collectors.toMap(file -> file.key().path(), Function.identity()));
    List<Cost> possession = new ArrayList<>();
    List<Cost> groups = new ArrayList<>();
    List<Cost> whole = new ArrayList<>();
    long peak = 0;
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      Heap.inUse();
      Heap.resetPeak();
      long begin = System.nanoTime();
      Examination examination = freeze(files, listing, epoch);
      List<ChallengeTask> tasks =
          examination.tasks(file -> byPath.get(file.key().path()).statement());
      Epochs.Answer answer = epochs.ask(examination, tasks);
      requirePass(examination.judge(answer.evidence()));
      whole.add(
          new Cost(answer.cost().bytes(), answer.cost().requests(), System.nanoTime() - begin));
      peak = Math.max(peak, Heap.peak());
      possession.add(epochs.ask(examination, each(tasks, task -> with(task, false))).cost());
      groups.add(epochs.ask(examination, each(tasks, task -> with(task, true))).cost());
    }
    return new Result(
        files.size(),
        files.stream().mapToLong(file -> file.facts().rows()).sum(),
        files.stream().mapToLong(file -> file.facts().sizeBytes()).sum(),
        files.stream()
            .mapToLong(file -> file.facts().sizeBytes() - file.facts().dataLength())
            .sum(),
        possession,
        groups,
        whole,
        peak);
  }

  private Examination freeze(List<MinerFile> files, MinerListing listing, int epoch)
      throws InterruptedException {
    Instant now = Instant.now();
    ListedMiner listed = ListedMiner.ask(listing, miner.hotkey(), Instant.EPOCH, now);
    List<FrozenFile> frozen =
        files.stream().map(file -> file.frozen(listed.version(file.key().path()))).toList();
    return Examination.of(
        miner.hotkey(),
        frozen,
        CarriedOver.NONE,
        new Examination.Occasion(epoch, Examination.block(epoch), Epochs.VALIDATOR.hotkey()));
  }

  private static List<ChallengeTask> each(
      List<ChallengeTask> tasks, UnaryOperator<ChallengeTask> change) {
    return tasks.stream().map(change).toList();
  }

  /** The task without the scan of ids, and with its rows or without. */
  private static ChallengeTask with(ChallengeTask task, boolean rows) {
    return new ChallengeTask(
        task.index(),
        task.file(),
        task.statement(),
        task.leaves(),
        rows ? task.rows() : List.of(),
        false);
  }

  private static void requirePass(Verdict verdict) {
    if (verdict.outcome() != Outcome.PASS || verdict.allFindings().findAny().isPresent()) {
      throw new IllegalStateException(
          "an honest miner's verdict is "
              + verdict.outcome()
              + ": "
              + verdict.allFindings().limit(5).toList());
    }
  }
}
