package io.tributary.lake.challenge;

import io.tributary.lake.check.ContentOptions;
import io.tributary.lake.column.ColumnLimits;
import io.tributary.lake.plan.ReadOptions;
import io.tributary.lake.proof.FileRules;
import java.time.Duration;
import java.util.Objects;

/**
 * How a file is challenged. Fixed for a deployment. Immutable.
 *
 * @param files what is well formed
 * @param columns what columns may claim
 * @param reads how reads are put together; the budget is that of one file
 * @param maxGroupBytes compressed bytes of a row group that are held at a time
 * @param maxRequests requests for one file
 * @param maxTime time for one file; what is not finished then stays without evidence
 * @param signingTolerance how far after its append on {@code committed-files} a manifest may claim
 *     to have been signed, for clocks that differ
 * @param content thresholds of the content checks
 */
public record ChallengeOptions(
    FileRules files,
    ColumnLimits columns,
    ReadOptions reads,
    int maxGroupBytes,
    int maxRequests,
    Duration maxTime,
    Duration signingTolerance,
    ContentOptions content) {

  /** Gaps up to 32 KiB, reads up to 8 MiB, 1 GiB and 10,000 requests a file, 2 minutes. */
  public static final ChallengeOptions DEFAULTS =
      new ChallengeOptions(
          FileRules.DEFAULTS,
          ColumnLimits.DEFAULTS,
          new ReadOptions(32 << 10, 8 << 20, 1L << 30),
          64 << 20,
          10_000,
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          ContentOptions.DEFAULTS);

  /**
   * @throws IllegalArgumentException if a bound is out of range
   */
  public ChallengeOptions {
    Objects.requireNonNull(files, "files");
    Objects.requireNonNull(columns, "columns");
    Objects.requireNonNull(reads, "reads");
    Objects.requireNonNull(content, "content");
    if (maxGroupBytes < 1
        || maxRequests < 1
        || maxTime.isNegative()
        || maxTime.isZero()
        || signingTolerance.isNegative()) {
      throw new IllegalArgumentException(
          "bounds of a challenge cannot be: "
              + maxGroupBytes
              + ", "
              + maxRequests
              + ", "
              + maxTime
              + ", "
              + signingTolerance);
    }
  }

  /** These, for files by other rules. */
  public ChallengeOptions withFiles(FileRules rules) {
    return new ChallengeOptions(
        rules, columns, reads, maxGroupBytes, maxRequests, maxTime, signingTolerance, content);
  }

  /** These, with other reads. */
  public ChallengeOptions withReads(ReadOptions other) {
    return new ChallengeOptions(
        files, columns, other, maxGroupBytes, maxRequests, maxTime, signingTolerance, content);
  }
}
