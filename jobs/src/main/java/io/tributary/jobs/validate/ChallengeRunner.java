package io.tributary.jobs.validate;

import io.tributary.connectors.challenge.Canary;
import io.tributary.connectors.challenge.ChallengeAnswer;
import io.tributary.connectors.challenge.FileChallenge;
import io.tributary.connectors.challenge.FileChallenger;
import io.tributary.lake.verdict.ContentCounts;
import io.tributary.lake.verdict.Evidence;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the challenges of a subtask on threads of its own. Every file comes to a result: a
 * store that does not answer is asked again until attempts or time are used up, and a challenger
 * that fails is the validator's own failure and nobody else's. Thread-safe.
 */
final class ChallengeRunner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChallengeRunner.class);

  private final FileChallenger challenger;
  private final Canary canary;
  private final ChallengeLimits limits;
  private final LongSupplier nanoTime;
  private final ExecutorService threads;

  ChallengeRunner(
      FileChallenger challenger, Canary canary, ChallengeLimits limits, LongSupplier nanoTime) {
    this.challenger = challenger;
    this.canary = canary;
    this.limits = limits;
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

  /** Makes the challenge of a file on one of the threads. */
  @FunctionalInterface
  interface Preparation {
    FileChallenge prepare() throws ManifestCheck.InvalidManifestException;
  }

  /**
   * A file to be challenged.
   *
   * @param index in the frozen set
   * @param preparation verifies its manifest
   */
  record Task(int index, Preparation preparation) {}

  /** Does something else on one of the threads. */
  <T> CompletableFuture<T> submit(Callable<T> call) {
    return supply(call, threads);
  }

  /**
   * Challenges a miner's files.
   *
   * @param findings what is known already and concerns no single file
   */
  CompletableFuture<Evidence> run(List<Task> files, List<VerdictFinding> findings) {
    long deadline = nanoTime.getAsLong() + limits.deadline().toNanos();
    CompletableFuture<Boolean> before = submit(this::isCanaryReadable);
    List<CompletableFuture<ChallengeAnswer>> answers = new ArrayList<>();
    for (Task file : files) {
      answers.add(submit(() -> first(file, deadline)).thenCompose(step -> finish(step, deadline)));
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenCompose(all -> submit(this::isCanaryReadable))
        .thenCombine(before, (one, other) -> one && other)
        .thenApply(readable -> evidence(readable, findings, answers));
  }

  private static Evidence evidence(
      boolean canaryReadable,
      List<VerdictFinding> findings,
      List<CompletableFuture<ChallengeAnswer>> answers) {
    List<FileResult> results = new ArrayList<>();
    long claimed = 0;
    long present = 0;
    long checked = 0;
    long passed = 0;
    for (CompletableFuture<ChallengeAnswer> answer : answers) {
      ChallengeAnswer one = answer.join();
      results.add(one.result());
      claimed += one.counts().idRowsClaimed();
      present += one.counts().idRowsPresent();
      checked += one.counts().oracleChecked();
      passed += one.counts().oraclePassed();
    }
    return new Evidence(
        canaryReadable, findings, results, new ContentCounts(claimed, present, checked, passed));
  }

  /** What is known of a file after some attempts; without a challenge there is no other one. */
  private record Step(FileChallenge challenge, int attempts, ChallengeAnswer answer) {}

  private Step first(Task task, long deadline) throws InterruptedException {
    if (nanoTime.getAsLong() - deadline > 0) {
      VerdictFinding late =
          new VerdictFinding(VerdictReason.BUDGET_EXCEEDED, "not reached before the deadline");
      return new Step(null, 0, ChallengeAnswer.of(result(task.index(), late)));
    }
    try {
      FileChallenge challenge = task.preparation().prepare();
      return new Step(challenge, 1, ask(challenge));
    } catch (ManifestCheck.InvalidManifestException e) {
      VerdictFinding invalid = VerdictFinding.of(VerdictReason.MANIFEST_INVALID, e.getMessage());
      return new Step(null, 0, ChallengeAnswer.of(result(task.index(), invalid)));
    }
  }

  private CompletableFuture<ChallengeAnswer> finish(Step step, long deadline) {
    long pause = limits.pause().toNanos() << Math.min(Math.max(step.attempts() - 1, 0), 10);
    if (step.challenge() == null
        || step.attempts() >= limits.attempts()
        || !isWorthAnother(step.answer().result())
        || nanoTime.getAsLong() + pause - deadline > 0) {
      return CompletableFuture.completedFuture(step.answer());
    }
    Executor later = CompletableFuture.delayedExecutor(pause, TimeUnit.NANOSECONDS, threads);
    return supply(() -> again(step), later).thenCompose(next -> finish(next, deadline));
  }

  private Step again(Step step) throws InterruptedException {
    ChallengeAnswer answer = ask(step.challenge());
    FileResult spent = step.answer().result();
    FileResult last = answer.result();
    FileResult result =
        new FileResult(
            last.file(),
            last.findings(),
            spent.bytesRead() + last.bytesRead(),
            spent.requests() + last.requests());
    return new Step(
        step.challenge(), step.attempts() + 1, new ChallengeAnswer(result, answer.counts()));
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

  private ChallengeAnswer ask(FileChallenge challenge) throws InterruptedException {
    try {
      ChallengeAnswer answer = challenger.challenge(challenge);
      if (answer.result().file() != challenge.index()) {
        throw new IllegalStateException("a result of file " + answer.result().file());
      }
      return answer;
    } catch (RuntimeException | StackOverflowError e) {
      // Whatever a hostile file brings about: the task must live, and the miner is not to blame.
      LOG.error("The challenge of {} failed", challenge.file().key(), e);
      VerdictFinding failed =
          VerdictFinding.of(VerdictReason.CHALLENGE_FAILED, e.getClass().getSimpleName());
      return ChallengeAnswer.of(result(challenge.index(), failed));
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

  private static FileResult result(int index, VerdictFinding finding) {
    return new FileResult(index, List.of(finding), 0, 0);
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
