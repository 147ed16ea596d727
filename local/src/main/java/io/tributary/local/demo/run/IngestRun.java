package io.tributary.local.demo.run;

import io.tributary.jobs.ingest.IngestCounts;
import io.tributary.jobs.ingest.IngestOptions;
import io.tributary.local.demo.report.DemoProgress;
import io.tributary.local.flink.JobMetrics;
import io.tributary.local.kafka.Topics;
import io.tributary.local.ledger.JobLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;

/** A demo's ingest job, from its start until all that was fed is accounted for. */
final class IngestRun {

  /** Longer than any single step; when nothing moves for so long, something is wrong. */
  private static final Duration STALL = Duration.ofMinutes(3);

  private static final List<String> COUNTS =
      List.of(
          IngestCounts.BATCHES,
          IngestCounts.RECEIVED,
          IngestCounts.ACCEPTED,
          IngestCounts.DUPLICATE,
          IngestCounts.REJECTED,
          IngestCounts.REFUSED_BATCHES);

  private final DemoStack stack;
  private final JobID job;
  private final JobLedger ledger;
  private final Consumer<DemoProgress> shown;
  private final Consumer<String> say;
  private String toldFailure = "";

  private IngestRun(
      DemoStack stack,
      JobID job,
      JobLedger ledger,
      Consumer<DemoProgress> shown,
      Consumer<String> say) {
    this.stack = stack;
    this.job = job;
    this.ledger = ledger;
    this.shown = shown;
    this.say = say;
  }

  /**
   * Submits the job.
   *
   * @param checkpoint to continue from
   * @param ledger of what the job publishes
   * @param shown takes how far it is
   * @param say what happens, for people
   */
  static IngestRun start(
      DemoStack stack,
      IngestOptions options,
      Optional<Path> checkpoint,
      JobLedger ledger,
      Consumer<DemoProgress> shown,
      Consumer<String> say)
      throws Exception {
    JobID job = stack.cluster().submit(options, checkpoint, DemoStack.PARALLELISM);
    return new IngestRun(stack, job, ledger, shown, say);
  }

  /** Waits until everything that was fed is accounted for; answers the job's counts. */
  Map<String, Long> await(DemoFeeders feeders) throws Exception {
    JobMetrics metrics = new JobMetrics(stack.cluster().address());
    BatchTopic topic = new BatchTopic(stack.bootstrapServers(), Topics.BATCHES);
    DemoProgress last = null;
    long movedNanos = System.nanoTime();
    try (topic) {
      while (true) {
        requireRunning();
        tellFailure();
        ledger.poll(Duration.ofMillis(200));
        boolean fed = feeders.done();
        Map<String, Long> counts = metrics.sums(job.toHexString(), COUNTS);
        DemoProgress progress =
            progress(fed ? "ingesting" : "feeding and ingesting", counts, feeders);
        shown.accept(progress);
        if (fed && isSettled(counts, topic.messages())) {
          return counts;
        }
        if (!progress.equals(last)) {
          last = progress;
          movedNanos = System.nanoTime();
        } else if (System.nanoTime() - movedNanos > STALL.toNanos()) {
          throw new DemoException(
              "nothing moved for "
                  + STALL.toMinutes()
                  + " minutes: counts "
                  + counts
                  + ", committed rows "
                  + ledger.rows()
                  + ", parked files "
                  + ledger.parked().size()
                  + stack.cluster().lastFailure(job).map(f -> "; last failure: " + f).orElse(""));
        }
      }
    }
  }

  private boolean isSettled(Map<String, Long> counts, long messages) {
    if (!counts.keySet().containsAll(COUNTS)) {
      return false;
    }
    long accepted = counts.get(IngestCounts.ACCEPTED);
    long duplicate = counts.get(IngestCounts.DUPLICATE);
    long rejected = counts.get(IngestCounts.REJECTED);
    return counts.get(IngestCounts.BATCHES) == messages
        && counts.get(IngestCounts.RECEIVED) == accepted + duplicate + rejected
        && ledger.rows() == accepted
        && ledger.duplicates() == duplicate
        && ledger.rejected() == rejected
        && ledger.refusedBatches() == counts.get(IngestCounts.REFUSED_BATCHES);
  }

  private void requireRunning() throws Exception {
    JobStatus status = stack.cluster().status(job);
    if (status.isTerminalState()) {
      throw new DemoException(
          "the job ended as "
              + status
              + ": "
              + stack.cluster().lastFailure(job).orElse("no failure is known"));
    }
  }

  private void tellFailure() throws Exception {
    Optional<String> failure = stack.cluster().lastFailure(job);
    if (failure.isPresent() && !failure.get().equals(toldFailure)) {
      toldFailure = failure.get();
      say.accept("the job failed and restarts: " + toldFailure.lines().findFirst().orElse(""));
    }
  }

  private DemoProgress progress(String stage, Map<String, Long> counts, DemoFeeders feeders) {
    return new DemoProgress(
        stage,
        feeders.rowsRead(),
        feeders.recordsSent(),
        counts.getOrDefault(IngestCounts.RECEIVED, 0L),
        counts.getOrDefault(IngestCounts.ACCEPTED, 0L),
        counts.getOrDefault(IngestCounts.DUPLICATE, 0L),
        counts.getOrDefault(IngestCounts.REJECTED, 0L),
        ledger.rows(),
        ledger.files(),
        ledger.bytes());
  }

  /** How often the sink of this start needed credentials, and asked for them. */
  CredentialUse credentials() throws Exception {
    return CredentialUse.read(new JobMetrics(stack.cluster().address()), job.toHexString());
  }

  /** Stops the job with a savepoint; without one, its newest checkpoint serves the next run. */
  void stop() throws Exception {
    try {
      stack.cluster().stop(job);
    } catch (ExecutionException | TimeoutException e) {
      say.accept(
          "no savepoint could be taken, the newest checkpoint is kept instead: " + e.getMessage());
      if (!stack.cluster().status(job).isTerminalState()) {
        stack.cluster().cancel(job);
      }
    }
  }

  /**
   * Cancels the job, so that it does not find the parts gone that it needs; answers the failure.
   */
  Exception cancel(Exception failure) {
    try {
      if (!stack.cluster().status(job).isTerminalState()) {
        stack.cluster().cancel(job);
      }
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
