package io.tributary.benchmarks.chaos;

import io.tributary.local.ledger.JobLedger;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/** Waits until the ingest has dealt with everything that was sent. For one use. */
final class Settlement {

  /** Longer than any recovery with the parking that may follow. */
  private static final Duration STALL = Duration.ofMinutes(2);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ChaosCluster cluster;
  private final ChaosJobs jobs;
  private final ChaosFeeders feeders;
  private final JobLedger ledger;
  private final PrintStream err;
  private long allSinceMillis;
  private long firstAfter;

  Settlement(
      ChaosCluster cluster,
      ChaosJobs jobs,
      ChaosFeeders feeders,
      JobLedger ledger,
      PrintStream err) {
    this.cluster = cluster;
    this.jobs = jobs;
    this.feeders = feeders;
    this.ledger = ledger;
    this.err = err;
  }

  /**
   * Waits until everything that was sent is accounted for, nothing is parked and two checkpoints
   * have passed since, so that whatever the job still held is out; answers whether that happened
   * before nothing had moved for long.
   *
   * @throws IOException if a job ends
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
        jobs.requireRunning();
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
    if (!jobs.checkpointBeganAfter(allSinceMillis)) {
      return false;
    }
    long newest = jobs.rest().checkpoint(jobs.ingest());
    if (firstAfter == 0) {
      firstAfter = newest;
    }
    return newest > firstAfter;
  }

  private void tellStall() throws Exception {
    err.printf(
        "nothing moved for %d s: sent %d, accounted for %d, parked %s%n%s",
        STALL.toSeconds(), feeders.recordsSent(), known(), ledger.parked().keySet(), jobs.told());
  }
}
