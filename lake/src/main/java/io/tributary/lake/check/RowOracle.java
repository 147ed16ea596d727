package io.tributary.lake.check;

import java.util.List;

/**
 * Says whether rows are true, by looking at the platform again. A deployment may have one; without,
 * nobody claims that a post was real.
 *
 * <p>An implementation answers {@link Answer#UNKNOWN} to whatever it cannot compare: its own
 * troubles, and posts that were deleted or changed since, are never held against a miner. It must
 * be thread-safe, and bounds its own time.
 */
public interface RowOracle {

  /** Knows nothing. */
  RowOracle NONE = rows -> rows.stream().map(row -> Answer.UNKNOWN).toList();

  /** What an oracle says of a row. */
  enum Answer {
    /** The platform has it, and has it so. */
    CONFIRMED,
    /** The platform never had it, or not so. */
    CONTRADICTED,
    /** It could not be compared. */
    UNKNOWN
  }

  /** One answer for each row, in their order. Must not throw. */
  List<Answer> ask(List<SampledRow> rows);
}
