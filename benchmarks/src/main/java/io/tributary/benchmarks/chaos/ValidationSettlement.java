package io.tributary.benchmarks.chaos;

import io.tributary.lake.replay.PublicRecords.PublishedFreeze;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/** Waits until the validation has frozen and judged all that is committed. For one use. */
final class ValidationSettlement {

  /** Longer than an outage that a challenge can wait for. */
  private static final Duration EPOCH = Duration.ofMinutes(1);

  /** An epoch may pass miners by, or come before the last file is read. */
  private static final int MOST_EPOCHS = 4;

  private final ChaosChain chain;
  private final ChaosCluster cluster;
  private final ChaosJobs jobs;
  private final ValidationRecords records;
  private final PrintStream err;

  ValidationSettlement(
      ChaosChain chain,
      ChaosCluster cluster,
      ChaosJobs jobs,
      ValidationRecords records,
      PrintStream err) {
    this.chain = chain;
    this.cluster = cluster;
    this.jobs = jobs;
    this.records = records;
    this.err = err;
  }

  /**
   * Takes the chain to an epoch in which every file is frozen and judged; answers whether there was
   * one.
   *
   * @param files committed files of each miner that has any; no more will come
   * @throws IOException if a job ends, or the topics cannot be read
   */
  boolean await(Map<Hotkey, Long> files) throws Exception {
    for (int i = 0; i < MOST_EPOCHS; i++) {
      long epoch = chain.toNextEpoch();
      err.println("the last files are to be in epoch " + epoch);
      if (Conditions.await(EPOCH, () -> goesOn() && isWhole(epoch, files))) {
        return true;
      }
      err.printf(
          "epoch %d is not whole: %d of %d miners%n%s",
          epoch, wholeSets(epoch, files), files.size(), jobs.told());
    }
    return false;
  }

  private boolean goesOn() throws Exception {
    cluster.revive();
    jobs.requireRunning();
    return true;
  }

  private boolean isWhole(long epoch, Map<Hotkey, Long> files) throws IOException {
    records.catchUp();
    return chain.isSeeded(epoch)
        && wholeSets(epoch, files) == files.size()
        && records.verdicts().size() >= records.freezes().size();
  }

  /** Miners whose files are all frozen in an epoch. */
  private long wholeSets(long epoch, Map<Hotkey, Long> files) {
    return records.freezes().stream()
        .map(PublishedFreeze::freeze)
        .filter(freeze -> freeze.epoch() == epoch)
        .filter(freeze -> freeze.files() == files.getOrDefault(freeze.hotkey(), -1L))
        .count();
  }
}
