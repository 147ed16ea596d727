package io.tributary.local.command;

import io.tributary.jobs.ingest.IngestCounts;
import io.tributary.local.flink.JobMetrics;
import io.tributary.local.ledger.JobLedger;
import io.tributary.local.ledger.JobStatus;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code status}: what became of what was sent. */
@Command(
    name = "status",
    header = "Tell what is committed, waiting, refused and parked.",
    description = {
      "Reads the job's topics from their beginning and adds up. With --flink also what the running",
      "job has accepted, and so how many rows wait to be committed."
    })
public final class StatusCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(2);
  private static final List<String> COUNTS = List.of(IngestCounts.RECEIVED, IngestCounts.ACCEPTED);

  @Option(
      names = "--bootstrap",
      required = true,
      paramLabel = "HOST:PORT",
      converter = KafkaAddresses.class,
      description = "Kafka.")
  private String bootstrap;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description = "Flink's REST API, where the ingest job is the one that runs.")
  private URI flink;

  @Option(names = "--json", description = "Answer one JSON object.")
  private boolean json;

  private final Streams streams;
  private long toldNanos = System.nanoTime();

  public StatusCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<Map<String, Long>> counts = flink == null ? Optional.empty() : Optional.of(counts());
    try (JobLedger ledger = new JobLedger(bootstrap)) {
      ledger.catchUp(PATIENCE, this::progress);
      JobStatus status =
          new JobStatus(ledger, counts.map(of -> of.getOrDefault(IngestCounts.ACCEPTED, 0L)));
      if (json) {
        streams.line(status.json());
      } else {
        for (String line : status.lines()) {
          streams.line(line);
        }
      }
    }
    return ExitCode.OK;
  }

  /** Read before the topics, so that nothing counts as waiting that is committed meanwhile. */
  private Map<String, Long> counts() throws IOException, InterruptedException {
    JobMetrics metrics = new JobMetrics(flink);
    List<String> running = metrics.running();
    if (running.size() != 1) {
      throw new IOException(
          running.size() + " jobs run at " + flink + ", and it should be the ingest job alone");
    }
    return metrics.sums(running.get(0), COUNTS);
  }

  private void progress(long read, long all) {
    long now = System.nanoTime();
    if (now - toldNanos > BETWEEN_PROGRESS.toNanos()) {
      toldNanos = now;
      streams.err().printf("read %,d of %,d messages%n", read, all);
    }
  }
}
