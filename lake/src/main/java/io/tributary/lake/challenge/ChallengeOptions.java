package io.tributary.lake.challenge;

import io.tributary.lake.column.ColumnLimits;
import io.tributary.lake.proof.FileRules;
import io.tributary.lake.threshold.Thresholds;
import java.time.Duration;
import java.util.Objects;

/**
 * How a file is challenged. Immutable.
 *
 * @param files what is well formed
 * @param columns what columns may claim
 * @param maxGapBytes bytes that nobody needs and that are read all the same to save a request
 * @param maxRangeBytes longest read, which bounds memory
 * @param maxGroupBytes compressed bytes of a row group that are held at a time
 * @param maxTime time for one file; what is not finished then stays without evidence
 * @param thresholds by what it is judged, and what reading it may cost
 */
public record ChallengeOptions(
    FileRules files,
    ColumnLimits columns,
    long maxGapBytes,
    int maxRangeBytes,
    int maxGroupBytes,
    Duration maxTime,
    Thresholds thresholds) {

  /** Gaps up to 32 KiB, reads up to 8 MiB, row groups up to 64 MiB, 2 minutes. */
  public static final ChallengeOptions DEFAULTS =
      new ChallengeOptions(
          FileRules.DEFAULTS,
          ColumnLimits.DEFAULTS,
          32 << 10,
          8 << 20,
          64 << 20,
          Duration.ofMinutes(2),
          Thresholds.DEFAULTS);

  /**
   * @throws IllegalArgumentException if a bound is out of range
   */
  public ChallengeOptions {
    Objects.requireNonNull(files, "files");
    Objects.requireNonNull(columns, "columns");
    Objects.requireNonNull(thresholds, "thresholds");
    if (maxGapBytes < 0
        || maxRangeBytes < 1
        || maxGroupBytes < 1
        || maxTime.isNegative()
        || maxTime.isZero()) {
      throw new IllegalArgumentException(
          "bounds of a challenge cannot be: "
              + maxGapBytes
              + ", "
              + maxRangeBytes
              + ", "
              + maxGroupBytes
              + ", "
              + maxTime);
    }
  }

  /** These, for files by other rules. */
  public ChallengeOptions withFiles(FileRules rules) {
    return new ChallengeOptions(
        rules, columns, maxGapBytes, maxRangeBytes, maxGroupBytes, maxTime, thresholds);
  }

  /** These, with other gaps. */
  public ChallengeOptions withMaxGapBytes(long bytes) {
    return new ChallengeOptions(
        files, columns, bytes, maxRangeBytes, maxGroupBytes, maxTime, thresholds);
  }

  /** These, with another time for a file. */
  public ChallengeOptions withMaxTime(Duration time) {
    return new ChallengeOptions(
        files, columns, maxGapBytes, maxRangeBytes, maxGroupBytes, time, thresholds);
  }

  /** These, with other thresholds. */
  public ChallengeOptions withThresholds(Thresholds other) {
    return new ChallengeOptions(
        files, columns, maxGapBytes, maxRangeBytes, maxGroupBytes, maxTime, other);
  }
}
