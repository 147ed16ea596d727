package io.tributary.hotkey.batch;

import io.tributary.schemas.Reason;

/** A batch is refused whole. The message tells a person why and never holds a signature. */
public final class BatchRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /**
   * @throws IllegalArgumentException if the reason is not one for batches
   */
  public BatchRefusedException(Reason reason, String detail) {
    super(detail);
    if (reason.scope() != Reason.Scope.BATCH) {
      throw new IllegalArgumentException(reason + " does not refuse batches");
    }
    this.reason = reason;
  }

  /** The stable code. */
  public Reason reason() {
    return reason;
  }
}
