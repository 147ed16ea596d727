package io.tributary.jobs.ingest;

import io.tributary.hotkey.batch.ReplayWindow;
import io.tributary.schemas.rules.RuleOptions;
import java.io.Serializable;
import java.time.Duration;

/**
 * What the job demands of records, and how long it remembers items. Immutable.
 *
 * @param records thresholds of the record rules; its horizon is the oldest a record may be
 * @param maxLag how long after its append a record may be reached
 * @param margin for clocks that differ; a machine whose clock is off by half of it stops
 * @param quota how much of a miner is admitted
 */
public record IngestRules(RuleOptions records, Duration maxLag, Duration margin, MinerQuota quota)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public IngestRules {
    if (maxLag.isNegative() || maxLag.isZero() || margin.isNegative() || margin.isZero()) {
      throw new IllegalArgumentException("the longest lag and the margin must be positive");
    }
  }

  /** Rules without quotas. */
  public IngestRules(RuleOptions records, Duration maxLag, Duration margin) {
    this(records, maxLag, margin, MinerQuota.UNLIMITED);
  }

  /**
   * How long an item's owner is remembered: no record of it can pass the checks later. The margin
   * pays for a clock behind when it was written and one ahead when it is read.
   */
  public Duration keyTimeToLive() {
    return records.horizon().plus(records.futureTolerance()).plus(maxLag).plus(margin);
  }

  /**
   * How long a hotkey's replay window rests before it is forgotten. Streams expire by append time,
   * this state by the machine's clock: after an outage a resend is reached that much later.
   */
  public Duration windowTimeToLive() {
    return ReplayWindow.KEEP.plus(maxLag).plus(margin);
  }

  /**
   * How far behind a miner's latest day its usage of a day is kept. A batch of an earlier day is
   * reached so late that none of its records is taken.
   */
  public Duration usageTimeToLive() {
    return maxLag.plus(margin);
  }

  /** How far a machine's clock may be off. */
  public Duration clockTolerance() {
    return margin.dividedBy(2);
  }
}
