package io.tributary.lake.challenge;

import io.tributary.lake.check.ContentTally;
import io.tributary.lake.check.ItemSample;
import io.tributary.lake.check.SampledRow;
import io.tributary.lake.verdict.FileResult;
import java.util.List;
import java.util.Objects;

/**
 * What came of a challenge. What was examined counts as far as it went; the items are not to be
 * changed.
 *
 * @param file what the judge needs
 * @param tally rows that were examined
 * @param items their items
 * @param sampledRows rows that were drawn and count for detection, for an oracle
 */
public record ChallengeResult(
    FileResult file, ContentTally tally, ItemSample items, List<SampledRow> sampledRows) {

  /** Copies the list. */
  public ChallengeResult {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(tally, "tally");
    Objects.requireNonNull(items, "items");
    sampledRows = List.copyOf(sampledRows);
  }
}
