package io.tributary.jobs.validate;

import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.epoch.EpochSchedule;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.lake.verdict.VerdictRules;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * What a deployment fixes of its epochs. Immutable.
 *
 * @param audience name of the deployment
 * @param netuid the subnet
 * @param epochBlocks blocks from one freeze to the next
 * @param delayBlocks blocks from a freeze to its seed
 * @param confidencePpm see {@link DrawOptions}, as the next four
 * @param toleratedPpm of corrupt leaves
 * @param rowDraws for content
 * @param largestFiles additionally
 * @param idScanFiles additionally
 * @param undecidedLimit see {@link VerdictRules}, as the next
 * @param leastEvidencePpm for a pass
 * @param maxFileAge after which a file leaves the set
 * @param listingGrace how old an object without manifest has to be to be reported
 * @param limits of challenges
 * @param thresholds by which files are read and judged
 */
public record ValidationSettings(
    String audience,
    int netuid,
    long epochBlocks,
    long delayBlocks,
    int confidencePpm,
    int toleratedPpm,
    int rowDraws,
    int largestFiles,
    int idScanFiles,
    int undecidedLimit,
    int leastEvidencePpm,
    Duration maxFileAge,
    Duration listingGrace,
    ChallengeLimits limits,
    Thresholds thresholds)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * @throws IllegalArgumentException if a number is out of bounds
   */
  public ValidationSettings {
    new EpochSchedule(epochBlocks, delayBlocks);
    new DrawOptions(confidencePpm, toleratedPpm, rowDraws, largestFiles, idScanFiles);
    new VerdictRules(undecidedLimit, leastEvidencePpm);
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(thresholds, "thresholds");
  }

  /** Which blocks freeze and seed. */
  public EpochSchedule schedule() {
    return new EpochSchedule(epochBlocks, delayBlocks);
  }

  /** How much is drawn. */
  public DrawOptions draws() {
    return new DrawOptions(confidencePpm, toleratedPpm, rowDraws, largestFiles, idScanFiles);
  }

  /** When missing evidence counts. */
  public VerdictRules rules() {
    return new VerdictRules(undecidedLimit, leastEvidencePpm);
  }
}
