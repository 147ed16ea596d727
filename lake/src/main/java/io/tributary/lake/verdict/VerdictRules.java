package io.tributary.lake.verdict;

import io.tributary.lake.draw.LeafCount;

/**
 * When missing evidence counts. Fixed for a deployment and stated in every verdict. Immutable.
 *
 * @param undecidedLimit epochs in a row without evidence of a file, with a readable canary, after
 *     which the file fails; 1 to 255
 * @param leastEvidencePpm share of the counted leaves and of the counted rows, each, that must have
 *     been proven for a miner to pass, in millionths
 */
public record VerdictRules(int undecidedLimit, int leastEvidencePpm) {

  /** Three epochs; nine tenths. */
  public static final VerdictRules DEFAULTS = new VerdictRules(3, 900_000);

  /**
   * @throws IllegalArgumentException if a number is out of bounds
   */
  public VerdictRules {
    if (undecidedLimit < 1
        || undecidedLimit > 255
        || leastEvidencePpm < 1
        || leastEvidencePpm > LeafCount.MILLION) {
      throw new IllegalArgumentException(
          "rules of verdicts cannot be: " + undecidedLimit + ", " + leastEvidencePpm);
    }
  }
}
