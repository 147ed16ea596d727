package io.tributary.benchmarks.chaos;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Something that is done to the job or to what it depends on. */
enum Action {
  KILL_TASK_MANAGER(Kind.KILL, 0, 0, "kill -9 of a TaskManager"),
  KILL_ALL_TASK_MANAGERS(Kind.KILL, 0, 0, "kill -9 of all TaskManagers"),
  KILL_JOB_MANAGER(Kind.KILL, 0, 0, "kill -9 of the JobManager"),
  KAFKA_RESTART(Kind.DISTURBANCE, 0, 0, "kill -9 of Kafka, started again"),
  ZOO_KEEPER_RESTART(Kind.DISTURBANCE, 0, 0, "kill -9 of ZooKeeper, started again"),
  AUTH_DOWN(Kind.DISTURBANCE, 20, 40, "authentication service down"),
  STS_THROTTLED(S3Fault.THROTTLED, 1, "token service: 503"),
  STS_RESET(S3Fault.RESET, 1, "token service down"),
  STS_LATE(S3Fault.LATE, 0.7, "token service slow"),
  SESSIONS_ENDED(Kind.DISTURBANCE, 0, 0, "all sessions ended"),
  SPOOL_FULL(Kind.DISTURBANCE, 5, 20, "disk of the spool full"),
  CLOCK_BEHIND(Kind.DISTURBANCE, 5, 20, "clock of a TaskManager 40 min behind"),
  STORE_CLOCK_AHEAD(Kind.DISTURBANCE, 5, 20, "clock of S3 and its service 40 min ahead"),
  S3_THROTTLED(S3Fault.THROTTLED, 0.6, false, "S3: 503 to 60 %"),
  S3_BROKEN(S3Fault.BROKEN, 0.6, false, "S3: 500 to 60 %"),
  S3_RESET(S3Fault.RESET, 1, false, "S3: every connection reset"),
  S3_LATE(S3Fault.LATE, 0.5, false, "S3: 50 % late"),
  S3_HANGING(S3Fault.HANGING, 0.5, false, "S3: 50 % without answer"),
  S3_LOST_ANSWER(S3Fault.LOST_ANSWER, 0.5, false, "S3: 50 % of answers lost"),
  S3_LOST_COMMIT(S3Fault.LOST_ANSWER, 1, true, "S3: every answer to complete lost"),
  S3_EXPIRED(S3Fault.EXPIRED, 1, true, "S3: tokens expired at commit");

  /** So many requests fail in one of S3's troubles. */
  static final int FAULTS_A_BURST = 12;

  /** What sort of thing it is. */
  enum Kind {
    /** Of processes of the job itself. */
    KILL,
    /** Of what is around the job, except single requests to S3. */
    DISTURBANCE,
    /** Many requests to S3 fail one after another. */
    BURST
  }

  private final Kind kind;
  private final int leastSeconds;
  private final int mostSeconds;
  private final String text;
  private final Optional<S3Fault> fault;
  private final double share;
  private final boolean onlyCommits;

  Action(Kind kind, int leastSeconds, int mostSeconds, String text) {
    this.kind = kind;
    this.leastSeconds = leastSeconds;
    this.mostSeconds = mostSeconds;
    this.text = text;
    this.fault = Optional.empty();
    this.share = 0;
    this.onlyCommits = false;
  }

  /** Of the token service. */
  Action(S3Fault fault, double share, String text) {
    this.kind = Kind.DISTURBANCE;
    this.leastSeconds = 10;
    this.mostSeconds = 25;
    this.text = text;
    this.fault = Optional.of(fault);
    this.share = share;
    this.onlyCommits = false;
  }

  /** Of S3. */
  Action(S3Fault fault, double share, boolean onlyCommits, String text) {
    this.kind = Kind.BURST;
    this.leastSeconds = 5;
    this.mostSeconds = 15;
    this.text = text;
    this.fault = Optional.of(fault);
    this.share = share;
    this.onlyCommits = onlyCommits;
  }

  /** For people. */
  String text() {
    return text;
  }

  Kind kind() {
    return kind;
  }

  /** How many processes of the cluster it kills, when there are so many TaskManagers. */
  int kills(int taskManagers) {
    return switch (this) {
      case KILL_TASK_MANAGER, KILL_JOB_MANAGER -> 1;
      case KILL_ALL_TASK_MANAGERS -> taskManagers;
      default -> 0;
    };
  }

  /** Whether it goes on for a while. */
  boolean lasts() {
    return mostSeconds > 0;
  }

  /**
   * How long it goes on.
   *
   * @param share 0 for the shortest time, 1 for the longest
   */
  Duration lasts(double share) {
    return Duration.ofMillis(
        Math.round(1000 * (leastSeconds + share * (mostSeconds - leastSeconds))));
  }

  /** What it does to requests, to S3 or to the token service, if that is what it does. */
  Optional<S3Faults.Trouble> trouble() {
    Set<S3Call> calls = onlyCommits ? EnumSet.of(S3Call.COMPLETE) : EnumSet.allOf(S3Call.class);
    int most = kind == Kind.BURST ? FAULTS_A_BURST : Integer.MAX_VALUE;
    return fault.map(f -> new S3Faults.Trouble(f, calls, share, most));
  }
}
