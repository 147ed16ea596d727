package io.tributary.connectors.challenge;

import io.tributary.lake.verdict.ContentCounts;
import io.tributary.lake.verdict.FileResult;
import java.util.Objects;

/**
 * What the challenge of a file gave. Immutable.
 *
 * @param result what was found, and what it cost
 * @param counts rows that it counts for the score
 */
public record ChallengeAnswer(FileResult result, ContentCounts counts) {

  /** Checks that both are there. */
  public ChallengeAnswer {
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(counts, "counts");
  }

  /** An answer that counts no rows. */
  public static ChallengeAnswer of(FileResult result) {
    return new ChallengeAnswer(result, ContentCounts.NONE);
  }
}
