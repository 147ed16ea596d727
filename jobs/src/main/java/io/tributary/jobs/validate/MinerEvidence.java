package io.tributary.jobs.validate;

import io.tributary.lake.check.ItemSample;
import io.tributary.lake.verdict.Evidence;
import java.util.Objects;

/**
 * All that the challenges of a miner's files gave. The items are not to be changed.
 *
 * @param evidence what the judge needs
 * @param items of all examined rows, to compare with other miners'
 */
public record MinerEvidence(Evidence evidence, ItemSample items) {

  /** Checks that all is there. */
  public MinerEvidence {
    Objects.requireNonNull(evidence, "evidence");
    Objects.requireNonNull(items, "items");
  }
}
