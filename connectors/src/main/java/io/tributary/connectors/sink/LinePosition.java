package io.tributary.connectors.sink;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place on a line of checkpoints: in which start of the job, and at which checkpoint. A later one
 * is greater: Flink numbers the checkpoints after a start on from the one that it restored, and
 * starts are told apart by when they were. Immutable.
 *
 * @param epoch names the start by its time, in milliseconds since the epoch of Unix; 0 where starts
 *     were not told apart
 * @param checkpointId Flink's number; 0 is before the first
 */
public record LinePosition(long epoch, long checkpointId)
    implements Comparable<LinePosition>, Serializable {

  /** Before every checkpoint: where a job begins that is started from nothing. */
  public static final LinePosition START = new LinePosition(0, 0);

  private static final long serialVersionUID = 1L;
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})");

  /**
   * @throws IllegalArgumentException if a number is negative
   */
  public LinePosition {
    if (epoch < 0 || checkpointId < 0) {
      throw new IllegalArgumentException(
          "no place on a line of checkpoints: " + epoch + "." + checkpointId);
    }
  }

  /**
   * Reads what {@link #toString} gives.
   *
   * @throws IllegalArgumentException if it is not that
   */
  public static LinePosition parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a place on a line of checkpoints is EPOCH.CHECKPOINT, two numbers, not " + text);
    }
    return new LinePosition(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  /** Whether this is later than another place of the same line. */
  public boolean isAfter(LinePosition other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(LinePosition other) {
    int byEpoch = Long.compare(epoch, other.epoch);
    return byEpoch != 0 ? byEpoch : Long.compare(checkpointId, other.checkpointId);
  }

  /** The form that arguments and messages use. */
  @Override
  public String toString() {
    return epoch + "." + checkpointId;
  }
}
