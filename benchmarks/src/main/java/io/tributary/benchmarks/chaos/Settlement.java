package io.tributary.benchmarks.chaos;

import io.tributary.local.ledger.JobLedger;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Set;

/** Waits until the job has dealt with everything that was sent, and then ends it. For one use. */
final class Settlement {

  /** Longer than any recovery with the parking that may follow. */
  private static final Duration STALL = Duration.ofMinutes(2);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED");

  private final ChaosCluster cluster;
  private final String job;
  private final ChaosFeeders feeders;
  private final JobLedger ledger;
  private final PrintStream err;
  private long allSinceMillis;
  private long firstAfter;

  Settlement(
      ChaosCluster cluster, String job, ChaosFeeders feeders, JobLedger ledger, PrintStream err) {
    this.cluster = cluster;
    this.job = job;
    this.feeders = feeders;
    this.ledger = ledger;
    this.err = err;
  }

  /**
   * Waits until everything that was sent is accounted for, nothing is parked and two checkpoints
   * have passed since, so that whatever the job still held is out; answers whether that happened
   * before nothing had moved for long.
   *
   * @throws IOException if the job ends
   */
  boolean await() throws Exception {
    long movedNanos = System.nanoTime();
    long nextLook = movedNanos;
    while (true) {
      if (ledger.poll(POLL)) {
        movedNanos = System.nanoTime();
        allSinceMillis = 0;
      }
      if (System.nanoTime() - movedNanos > STALL.toNanos()) {
        tellStall();
        return false;
      }
      if (System.nanoTime() - nextLook >= 0) {
        nextLook = System.nanoTime() + LOOK.toNanos();
        cluster.revive();
        requireRunning();
        if (isAll() && twoCheckpointsPassed()) {
          ledger.catchUp(PATIENCE, (read, all) -> {});
          if (isAll()) {
            return true;
          }
        }
      }
    }
  }

  private long known() {
    return ledger.rows() + ledger.duplicates() + ledger.rejected();
  }

  private boolean isAll() throws Exception {
    return feeders.done() && known() >= feeders.recordsSent() && ledger.parked().isEmpty();
  }

  /** Checkpoints come one after another: the newest began after the one before was complete. */
  private boolean twoCheckpointsPassed() throws InterruptedException {
    if (allSinceMillis == 0) {
      allSinceMillis = System.currentTimeMillis();
      firstAfter = 0;
    }
    if (cluster.rest().checkpointBegan(job) <= allSinceMillis) {
      return false;
    }
    long newest = cluster.rest().checkpoint(job);
    if (firstAfter == 0) {
      firstAfter = newest;
    }
    return newest > firstAfter;
  }

  private void requireRunning() throws Exception {
    String state = cluster.rest().state(job);
    if (ENDED.contains(state)) {
      throw new IOException("the job ended as " + state + ": " + cluster.rest().lastFailure(job));
    }
  }

  private void tellStall() throws Exception {
    err.printf(
        "nothing moved for %d s: sent %d, accounted for %d, parked %s, job %s%n%s%n",
        STALL.toSeconds(),
        feeders.recordsSent(),
        known(),
        ledger.parked().keySet(),
        cluster.rest().state(job),
        cluster.rest().lastFailure(job));
  }

  /** Cancels the job and waits until it has ended, or a while. */
  void end() throws Exception {
    cluster.rest().cancel(job);
    Conditions.await(PATIENCE, () -> ENDED.contains(cluster.rest().state(job)));
  }
}
