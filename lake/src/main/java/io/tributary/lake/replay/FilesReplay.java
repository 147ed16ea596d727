package io.tributary.lake.replay;

import io.tributary.lake.challenge.ChallengeOptions;
import io.tributary.lake.challenge.ChallengeResult;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.challenge.FileChallenge;
import io.tributary.lake.challenge.RangeSource;
import io.tributary.lake.check.ItemSalt;
import io.tributary.lake.check.MinerContent;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.replay.RecordsReplay.Drawn;
import io.tributary.lake.set.SetRebuild;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.lake.verdict.FileVerdict;
import io.tributary.lake.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads the drawn files of a verdict again, several at once and by the thresholds that it states,
 * and compares what is found with what it says. Thread-safe.
 */
public final class FilesReplay {

  private static final int THREADS = 8;

  private final RangeSource lake;
  private final boolean keepsVersions;

  /**
   * Reads from a lake.
   *
   * @param keepsVersions whether it knows the versions and ETags that were frozen; a copy does not,
   *     and there each file is taken as it is
   */
  public FilesReplay(RangeSource lake, boolean keepsVersions) {
    this.lake = lake;
    this.keepsVersions = keepsVersions;
  }

  /**
   * Compares every drawn file, and what all say together.
   *
   * @param log of the miner's committed files, from which the set was put together
   * @return one check a file, by object key, and one of the miner's content
   * @throws InterruptedException if the thread is interrupted, which ends the replay
   */
  public List<ReplayCheck> run(Verdict verdict, Drawn drawn, SetRebuild log)
      throws InterruptedException {
    ItemSalt salt = ItemSalt.of(verdict.basis().seedBlockHash());
    Thresholds thresholds = verdict.thresholds();
    ChallengeOptions options = ChallengeOptions.DEFAULTS.withThresholds(thresholds);
    FileChallenge challenge = new FileChallenge(lake, options, salt, System::nanoTime);
    Map<String, FileVerdict> stated = new HashMap<>();
    verdict.files().forEach(file -> stated.put(file.key().path(), file));
    MinerContent content = new MinerContent(thresholds.content(), salt);
    List<ReplayCheck> checks = new ArrayList<>();
    boolean complete = true;
    for (ChallengeResult result : results(challenge, verdict, drawn, log)) {
      String path = drawn.set().file(result.file().file()).key().path();
      FileVerdict file = stated.get(path);
      if (file == null) {
        checks.add(ReplayCheck.notChecked("file " + path, "the verdict does not have it"));
        complete = false;
        continue;
      }
      checks.add(FindingComparison.ofFile(file, result.file().findings(), keepsVersions));
      complete &= FindingComparison.isWhole(file, result.file().findings());
      content.add(result.tally(), result.items());
    }
    checks.add(FindingComparison.ofContent(verdict, content, complete));
    return checks;
  }

  private List<ChallengeResult> results(
      FileChallenge challenge, Verdict verdict, Drawn drawn, SetRebuild log)
      throws InterruptedException {
    List<Callable<ChallengeResult>> calls = new ArrayList<>();
    for (int index : drawn.sample().files()) {
      ChallengeTask task = task(index, verdict, drawn, log);
      calls.add(() -> challenge.run(task));
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<ChallengeResult> results = new ArrayList<>();
      for (Future<ChallengeResult> result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a challenge failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private ChallengeTask task(int index, Verdict verdict, Drawn drawn, SetRebuild log) {
    FrozenSet set = drawn.set();
    FrozenFile frozen = set.file(index);
    SetRebuild.Logged logged = log.logged(frozen.key()).orElseThrow();
    CommittedFile committed = logged.file();
    ChallengeTask.Statement statement =
        new ChallengeTask.Statement(
            verdict.subject().audience(),
            verdict.subject().netuid(),
            committed.manifest(),
            logged.appendedAt(),
            drawn.revocations());
    ChallengeTask task = ChallengeTask.of(set, drawn.sample(), index, statement);
    return keepsVersions
        ? task
        : new ChallengeTask(
            index,
            frozen.with(ObjectVersion.NONE),
            statement,
            task.leaves(),
            task.rows(),
            task.scansIds());
  }
}
