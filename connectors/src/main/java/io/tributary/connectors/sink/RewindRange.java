package io.tributary.connectors.sink;

import java.io.Serializable;
import java.util.Objects;

/**
 * What a rewind withdraws: the files after one place of a line, up to another. Both ends are named,
 * so that the same command, given once more later, does not touch what was written since.
 * Immutable.
 *
 * @param after where the job is to go on from; files of there stay
 * @param upTo the newest place that is given up
 */
public record RewindRange(LinePosition after, LinePosition upTo) implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String TO = "..";

  /**
   * @throws IllegalArgumentException if nothing lies between
   */
  public RewindRange {
    Objects.requireNonNull(after, "after");
    if (!upTo.isAfter(after)) {
      throw new IllegalArgumentException("nothing lies after " + after + " up to " + upTo);
    }
  }

  /**
   * Reads what {@link #toString} gives.
   *
   * @throws IllegalArgumentException if it is not that
   */
  public static RewindRange parse(String text) {
    int to = text.indexOf(TO);
    if (to < 0) {
      throw new IllegalArgumentException("a range is two places with .. between, not " + text);
    }
    return new RewindRange(
        LinePosition.parse(text.substring(0, to)),
        LinePosition.parse(text.substring(to + TO.length())));
  }

  /** Whether what was carried there is withdrawn. */
  public boolean covers(LinePosition position) {
    return position.isAfter(after) && !position.isAfter(upTo);
  }

  /** The form of the argument. */
  @Override
  public String toString() {
    return after + TO + upTo;
  }
}
