package io.tributary.jobs.validate;

import io.tributary.connectors.challenge.Canary;
import io.tributary.connectors.challenge.FileChallenger;
import io.tributary.lake.challenge.ChallengeResult;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.check.ContentTally;
import io.tributary.lake.check.ItemSalt;
import io.tributary.lake.check.ItemSample;
import io.tributary.lake.check.RowOracle;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.verdict.FileResult;
import io.tributary.lake.verdict.Outcome;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the challenges of a subtask on threads of its own. Every file comes to a result: a
 * store that does not answer is asked again until attempts or time are used up, and a challenger
 * that fails is the validator's own failure and nobody else's. The oracle is asked on the same
 * threads, about the rows of a file that has its result. Thread-safe.
 */
public final class ChallengeRunner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChallengeRunner.class);

  private final FileChallenger challenger;
  private final Canary canary;
  private final RowOracle oracle;
  private final ChallengeLimits limits;
  private final ContentOptions content;
  private final LongSupplier nanoTime;
  private final ExecutorService threads;

  /** Starts the threads; the services stay open when this is closed. */
  public ChallengeRunner(
      ValidationServices.Opened services,
      ChallengeLimits limits,
      ContentOptions content,
      LongSupplier nanoTime) {
    challenger = services.challenger();
    canary = services.canary();
    oracle = services.oracle();
    this.limits = limits;
    this.content = content;
    this.nanoTime = nanoTime;
    AtomicInteger number = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            limits.files(),
            task -> {
              Thread thread = new Thread(task, "tributary-challenge-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Does something else on one of the threads. */
  public <T> CompletableFuture<T> submit(Callable<T> call) {
    return supply(call, threads);
  }

  /**
   * Challenges a miner's files.
   *
   * @param salt of the epoch
   * @param findings what is known already and concerns no single file
   */
  public CompletableFuture<MinerEvidence> run(
      List<ChallengeTask> files, ItemSalt salt, List<VerdictFinding> findings) {
    long deadline = nanoTime.getAsLong() + limits.deadline().toNanos();
    Miner miner =
        new Miner(salt, deadline, new GatheredContent(content, salt, oracle), new AtomicBoolean());
    CompletableFuture<Boolean> before = submit(this::isCanaryReadable);
    List<CompletableFuture<FileResult>> results = new ArrayList<>();
    for (ChallengeTask file : files) {
      results.add(go(file, miner, Step.none(file), threads));
    }
    return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
        .thenCompose(all -> submit(this::isCanaryReadable))
        .thenCombine(before, (one, other) -> one && other && !miner.outage().get())
        .thenApply(
            readable ->
                miner
                    .content()
                    .evidence(
                        readable,
                        findings,
                        results.stream().map(CompletableFuture::join).toList()));
  }

  /**
   * What the files of a miner have in common.
   *
   * @param outage whether the canary could not be read when a file could not
   */
  private record Miner(
      ItemSalt salt, long deadline, GatheredContent content, AtomicBoolean outage) {}

  /** What is known of a file after some attempts, and whether there is no other one. */
  private record Step(int attempts, FileResult result, boolean isLast) {

    static Step none(ChallengeTask file) {
      return new Step(0, new FileResult(file.index(), List.of(), 0, 0), false);
    }
  }

  private CompletableFuture<FileResult> go(
      ChallengeTask file, Miner miner, Step before, Executor executor) {
    return supply(() -> attempt(file, miner, before), executor)
        .thenCompose(
            step ->
                step.isLast()
                    ? CompletableFuture.completedFuture(step.result())
                    : go(file, miner, step, later(step.attempts())));
  }

  private Executor later(int attempts) {
    return CompletableFuture.delayedExecutor(pause(attempts), TimeUnit.NANOSECONDS, threads);
  }

  private long pause(int attempts) {
    return limits.pause().toNanos() << Math.min(attempts - 1, 10);
  }

  private Step attempt(ChallengeTask file, Miner miner, Step before) throws InterruptedException {
    if (before.attempts() == 0 && isAfter(miner.deadline(), 0)) {
      VerdictFinding late =
          new VerdictFinding(VerdictReason.BUDGET_EXCEEDED, "not reached before the deadline");
      return new Step(0, new FileResult(file.index(), List.of(late), 0, 0), true);
    }
    ChallengeResult answer = ask(file, miner.salt());
    int attempts = before.attempts() + 1;
    FileResult spent = before.result();
    FileResult result =
        new FileResult(
            file.index(),
            answer.file().findings(),
            spent.bytesRead() + answer.file().bytesRead(),
            spent.requests() + answer.file().requests());
    if (attempts < limits.attempts()
        && isWorthAnother(result)
        && !isAfter(miner.deadline(), pause(attempts))) {
      return new Step(attempts, result, false);
    }
    // An outage may begin and end while files are read: neither end of the epoch would show it.
    if (result.findings().stream().anyMatch(finding -> finding.reason().isUnreadable())
        && !isCanaryReadable()) {
      miner.outage().set(true);
    }
    miner.content().take(answer);
    if (!isAfter(miner.deadline(), 0)) {
      miner.content().ask(answer.sampledRows());
    }
    return new Step(attempts, result, true);
  }

  private boolean isAfter(long deadline, long nanosFromNow) {
    return nanoTime.getAsLong() + nanosFromNow - deadline > 0;
  }

  /** Whether nothing is decided, and a store was to blame. */
  private static boolean isWorthAnother(FileResult result) {
    return result.findings().stream()
            .allMatch(finding -> finding.reason().outcome() == Outcome.NO_EVIDENCE)
        && result.findings().stream()
            .map(VerdictFinding::reason)
            .anyMatch(
                reason ->
                    reason == VerdictReason.STORE_UNAVAILABLE
                        || reason == VerdictReason.READ_REFUSED);
  }

  private ChallengeResult ask(ChallengeTask file, ItemSalt salt) throws InterruptedException {
    try {
      ChallengeResult answer = challenger.challenge(file, salt);
      if (answer.file().file() != file.index() || !answer.items().isOf(salt)) {
        throw new IllegalStateException(
            "a result of file " + answer.file().file() + ", or of another epoch");
      }
      return answer;
    } catch (RuntimeException | StackOverflowError e) {
      // Whatever a hostile file brings about: the task must live, and the miner is not to blame.
      LOG.error("The challenge of {} failed", file.file().key(), e);
      VerdictFinding failed =
          VerdictFinding.of(VerdictReason.CHALLENGE_FAILED, e.getClass().getSimpleName());
      return new ChallengeResult(
          new FileResult(file.index(), List.of(failed), 0, 0),
          ContentTally.NONE,
          new ItemSample(salt, content.sampledItems()),
          List.of());
    }
  }

  private boolean isCanaryReadable() throws InterruptedException {
    try {
      return canary.isReadable();
    } catch (RuntimeException e) {
      LOG.error("The canary could not be asked for", e);
      return false;
    }
  }

  private static <T> CompletableFuture<T> supply(Callable<T> call, Executor executor) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return call.call();
          } catch (RuntimeException | Error e) {
            throw e;
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        executor);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
