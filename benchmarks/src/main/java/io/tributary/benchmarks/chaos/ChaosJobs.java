package io.tributary.benchmarks.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The jobs of a run, as the cluster tells of them.
 *
 * @param ingest its id in hex
 * @param validation its id in hex
 */
record ChaosJobs(ClusterRest rest, String ingest, String validation) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED");

  private List<String> both() {
    return List.of(ingest, validation);
  }

  /** Whether each has completed a checkpoint that began after a moment. */
  boolean checkpointBeganAfter(long millis) throws InterruptedException {
    for (String job : both()) {
      if (rest.checkpointBegan(job) <= millis) {
        return false;
      }
    }
    return true;
  }

  /**
   * Looks whether both go on.
   *
   * @throws IOException if one has ended
   */
  void requireRunning() throws IOException, InterruptedException {
    for (String job : both()) {
      String state = rest.state(job);
      if (ENDED.contains(state)) {
        throw new IOException("a job ended as " + state + ": " + rest.lastFailure(job));
      }
    }
  }

  /** For people: how both are, and why they failed last. */
  String told() throws InterruptedException {
    StringBuilder told = new StringBuilder();
    for (String job : both()) {
      told.append("job %s %s%n%s%n".formatted(job, rest.state(job), rest.lastFailure(job)));
    }
    return told.toString();
  }

  /** Cancels both and waits until they have ended, or a while. */
  void end() throws Exception {
    for (String job : both()) {
      rest.cancel(job);
    }
    for (String job : both()) {
      Conditions.await(PATIENCE, () -> ENDED.contains(rest.state(job)));
    }
  }
}
