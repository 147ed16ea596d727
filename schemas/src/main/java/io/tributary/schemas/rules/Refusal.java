package io.tributary.schemas.rules;

import io.tributary.schemas.Reason;

/** Leaves the checks at the first rule that a record breaks. Never leaves this package. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  Refusal(Reason reason, String detail) {
    // Without a stack trace: refusals are ordinary and must be as cheap as acceptances.
    super(detail, null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
