package io.tributary.benchmarks.chaos;

import io.tributary.local.demo.expect.ComparisonResult;
import java.util.List;
import java.util.Map;

/**
 * How a run ended. Immutable.
 *
 * @param events what was done
 * @param comparison of the lake with what was sent
 * @param rowsSent records that Kafka acknowledged
 * @param files committed files
 * @param failedRequests requests to S3 that were made to fail
 * @param settled whether everything was accounted for in time
 * @param parked keys of files that are parked at the end
 * @param parkings how often a file was parked
 * @param orphans keys of unfinished uploads, and whether a parked file refers to each
 * @param seconds from the job's start to its end
 */
record ChaosResult(
    List<Event> events,
    ComparisonResult comparison,
    long rowsSent,
    long files,
    long failedRequests,
    boolean settled,
    int parked,
    long parkings,
    List<Map.Entry<String, Boolean>> orphans,
    double seconds) {

  /** Whether nothing is lost, twice, altered or waiting. */
  boolean ok() {
    return settled && parked == 0 && comparison.ok();
  }

  long kills() {
    return events.stream().filter(e -> e.step().action().isKill()).count();
  }

  long faults() {
    return events.size() - kills();
  }

  long orphansOfParkedFiles() {
    return orphans.stream().filter(Map.Entry::getValue).count();
  }
}
