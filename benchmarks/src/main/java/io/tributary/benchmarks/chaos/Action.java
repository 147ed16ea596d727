package io.tributary.benchmarks.chaos;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Something that is done to the job or to what it depends on. */
enum Action {
  KILL_TASK_MANAGER("kill -9 of a TaskManager"),
  KILL_JOB_MANAGER("kill -9 of the JobManager"),
  KAFKA_RESTART("kill -9 of Kafka, started again"),
  AUTH_DOWN("authentication service down"),
  SPOOL_GONE("spool cannot be written"),
  S3_THROTTLED("S3: 503 to 60 %", S3Fault.THROTTLED, 0.6, false),
  S3_BROKEN("S3: 500 to 60 %", S3Fault.BROKEN, 0.6, false),
  S3_RESET("S3: every connection reset", S3Fault.RESET, 1, false),
  S3_LATE("S3: 50 % late", S3Fault.LATE, 0.5, false),
  S3_LOST_ANSWER("S3: 50 % of answers lost", S3Fault.LOST_ANSWER, 0.5, false),
  S3_LOST_COMMIT("S3: every answer to complete lost", S3Fault.LOST_ANSWER, 1, true),
  S3_EXPIRED("S3: sessions expired at commit", S3Fault.EXPIRED, 1, true);

  private final String text;
  private final Optional<S3Fault> fault;
  private final double share;
  private final boolean onlyCommits;

  Action(String text) {
    this.text = text;
    this.fault = Optional.empty();
    this.share = 0;
    this.onlyCommits = false;
  }

  Action(String text, S3Fault fault, double share, boolean onlyCommits) {
    this.text = text;
    this.fault = Optional.of(fault);
    this.share = share;
    this.onlyCommits = onlyCommits;
  }

  /** For people. */
  String text() {
    return text;
  }

  /** Whether it kills a part of the cluster; everything else is a fault. */
  boolean isKill() {
    return this == KILL_TASK_MANAGER || this == KILL_JOB_MANAGER;
  }

  /** What it does to requests to S3, if that is what it does. */
  Optional<S3Faults.Trouble> trouble() {
    Set<S3Call> calls = onlyCommits ? EnumSet.of(S3Call.COMPLETE) : EnumSet.allOf(S3Call.class);
    return fault.map(f -> new S3Faults.Trouble(f, calls, share));
  }
}
