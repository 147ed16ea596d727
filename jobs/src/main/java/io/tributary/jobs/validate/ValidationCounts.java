package io.tributary.jobs.validate;

/**
 * Names of the job's counts, which are gauges over checkpointed state. Every freeze comes to one
 * verdict: freezes = passes + fails + verdicts without evidence + verdicts that are held + epochs
 * that are open.
 */
public final class ValidationCounts {

  public static final String FILE_MESSAGES = "fileMessages";
  public static final String INVALID_FILE_MESSAGES = "invalidFileMessages";
  public static final String REVOCATIONS = "revocations";
  public static final String INVALID_REVOCATIONS = "invalidRevocations";
  public static final String FREEZES = "freezes";
  public static final String EPOCHS_MISSED = "epochsMissed";
  public static final String PASS = "verdictsPass";
  public static final String FAIL = "verdictsFail";
  public static final String NO_EVIDENCE = "verdictsNoEvidence";
  public static final String VERDICTS_HELD = "verdictsHeld";
  public static final String VERDICTS_LATE = "verdictsLate";
  public static final String FILES_CHALLENGED = "filesChallenged";
  public static final String BYTES_READ = "bytesRead";
  public static final String REQUESTS = "requests";

  private ValidationCounts() {}
}
