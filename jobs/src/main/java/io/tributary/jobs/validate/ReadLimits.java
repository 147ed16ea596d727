package io.tributary.jobs.validate;

import io.tributary.lake.challenge.ChallengeOptions;
import io.tributary.lake.check.ContentOptions;
import io.tributary.lake.plan.ReadOptions;
import java.io.Serializable;
import java.time.Duration;

/**
 * What the challenge of one file may cost, and how late its manifest may have been signed.
 * Immutable.
 *
 * @param bytes read
 * @param requests sent
 * @param time until what is not finished stays without evidence
 * @param signingTolerance how far after its message a manifest may claim to have been signed
 */
public record ReadLimits(long bytes, int requests, Duration time, Duration signingTolerance)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Those of {@link ChallengeOptions#DEFAULTS}. */
  public static final ReadLimits DEFAULTS =
      new ReadLimits(
          ChallengeOptions.DEFAULTS.reads().budgetBytes(),
          ChallengeOptions.DEFAULTS.maxRequests(),
          ChallengeOptions.DEFAULTS.maxTime(),
          ChallengeOptions.DEFAULTS.signingTolerance());

  /** How files are challenged within these limits. */
  public ChallengeOptions challenges(ContentOptions content) {
    ChallengeOptions rest = ChallengeOptions.DEFAULTS;
    return new ChallengeOptions(
        rest.files(),
        rest.columns(),
        new ReadOptions(rest.reads().maxGapBytes(), rest.reads().maxRangeBytes(), bytes),
        rest.maxGroupBytes(),
        requests,
        time,
        signingTolerance,
        content);
  }
}
