package io.tributary.jobs.ingest;

import io.tributary.schemas.rules.RuleOptions;
import java.io.Serializable;
import java.time.Duration;

/**
 * What the job demands of records, and how long it remembers items. Immutable.
 *
 * @param records thresholds of the record rules; its horizon is the oldest a record may be
 * @param maxLag how long after its append a record may be reached
 * @param margin for clocks that differ; a machine whose clock is off by half of it stops
 */
public record IngestRules(RuleOptions records, Duration maxLag, Duration margin)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public IngestRules {
    if (maxLag.isNegative() || maxLag.isZero() || margin.isNegative() || margin.isZero()) {
      throw new IllegalArgumentException("the longest lag and the margin must be positive");
    }
  }

  /** How long an item's owner is remembered: no record of it can pass the checks later. */
  public Duration keyTimeToLive() {
    return records.horizon().plus(records.futureTolerance()).plus(maxLag).plus(margin);
  }

  /** How far a machine's clock may be off. */
  public Duration clockTolerance() {
    return margin.dividedBy(2);
  }
}
