package io.tributary.lake.set;

import io.tributary.lake.epoch.FrozenSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * The time by which files leave a set: those staged before it are in none. It never goes back, so
 * that a set follows from messages and time alone, and not from earlier sets. Immutable.
 *
 * @param at whole milliseconds
 */
public record CutOff(Instant at) {

  /** No file has left. */
  public static final CutOff NONE = new CutOff(Instant.EPOCH);

  /**
   * The cut-off of the next freeze: a whole hour, so that validators who freeze within it cut
   * alike.
   *
   * @param oldest files staged before may leave; they do so up to an hour later
   */
  public CutOff moved(Instant oldest) {
    return orLater(oldest.truncatedTo(ChronoUnit.HOURS));
  }

  /** Whether a file that was staged then has left. */
  public boolean isPassed(long stagedAtMillis) {
    return stagedAtMillis < at.toEpochMilli();
  }

  /**
   * A later cut-off, if too many files are left: the oldest leave, together with those of the same
   * time.
   *
   * @param stagedAtMillis of all files that this one leaves in the set
   */
  public CutOff forAtMost(int files, long[] stagedAtMillis) {
    int surplus = stagedAtMillis.length - files;
    if (surplus <= 0) {
      return this;
    }
    long[] sorted = stagedAtMillis.clone();
    Arrays.sort(sorted);
    return orLater(Instant.ofEpochMilli(sorted[surplus - 1] + 1));
  }

  /** For as many files as a frozen set may have. */
  public CutOff forASet(long[] stagedAtMillis) {
    return forAtMost(FrozenSet.MOST_FILES, stagedAtMillis);
  }

  private CutOff orLater(Instant other) {
    return other.isAfter(at) ? new CutOff(other) : this;
  }
}
