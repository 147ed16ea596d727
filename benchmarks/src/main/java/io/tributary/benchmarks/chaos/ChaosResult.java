package io.tributary.benchmarks.chaos;

import io.tributary.benchmarks.chaos.Action.Kind;
import io.tributary.local.demo.expect.ComparisonResult;
import java.util.List;
import java.util.Map;

/**
 * How a run ended. Immutable.
 *
 * @param events what was done
 * @param standIns what could not be done on this machine, and what was done instead
 * @param comparison of the lake with what was sent
 * @param uploads what became of unfinished uploads
 * @param validation what the validation published
 * @param rowsSent records that Kafka acknowledged
 * @param files committed files
 * @param faults requests to S3 that were made to fail, by how they failed
 * @param stsFaults requests to the token service that were made to fail
 * @param settled whether everything was accounted for in time
 * @param parked files that are parked at the end
 * @param parkings how often a file was parked
 * @param seconds from the job's start to its end
 */
record ChaosResult(
    List<Event> events,
    List<String> standIns,
    ComparisonResult comparison,
    UploadAccount uploads,
    ValidationAccount validation,
    long rowsSent,
    long files,
    Map<S3Fault, Long> faults,
    long stsFaults,
    boolean settled,
    int parked,
    long parkings,
    double seconds) {

  /** Whether nothing is lost, twice, altered, waiting, left over or wrongly judged. */
  boolean ok() {
    return settled
        && parked == 0
        && uploads.unaccounted() == 0
        && validation.ok()
        && comparison.ok();
  }

  /** Processes of the cluster that were killed. */
  int kills() {
    return events.stream().mapToInt(e -> e.step().action().kills(ChaosCluster.TASK_MANAGERS)).sum();
  }

  /** What was done besides kills and faults. */
  long disturbances() {
    return events.stream().filter(e -> e.step().action().kind() == Kind.DISTURBANCE).count();
  }

  /** Requests to S3 that were made to fail. */
  long allFaults() {
    return faults.values().stream().mapToLong(Long::longValue).sum();
  }
}
