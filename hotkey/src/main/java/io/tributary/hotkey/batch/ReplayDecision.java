package io.tributary.hotkey.batch;

import io.tributary.schemas.Reason;
import java.util.Optional;

/** What the {@link ReplayWindow} says of a verified batch. */
public enum ReplayDecision {
  /** Not seen before. */
  ADMIT(null),
  /** Exactly this batch was admitted before: drop it, nothing is wrong. */
  RESEND(null),
  /** Another batch had this counter. */
  EQUIVOCATION(Reason.BATCH_EQUIVOCATION),
  /** Too far behind the stream's highest counter to tell. */
  OUT_OF_WINDOW(Reason.BATCH_OUT_OF_WINDOW),
  /** The miner has as many streams as are kept. */
  TOO_MANY_STREAMS(Reason.BATCH_TOO_MANY_STREAMS);

  private final Reason reason;

  ReplayDecision(Reason reason) {
    this.reason = reason;
  }

  /** The reason to refuse the batch with; empty for ADMIT and RESEND. */
  public Optional<Reason> refusal() {
    return Optional.ofNullable(reason);
  }
}
