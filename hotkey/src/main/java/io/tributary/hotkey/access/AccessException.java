package io.tributary.hotkey.access;

import java.util.Objects;

/** Access is refused. The message never contains a signature, a token or a secret. */
public final class AccessException extends Exception {

  private static final long serialVersionUID = 1L;

  private final AccessReason reason;

  /** A refusal whose message is the reason's own text. */
  public AccessException(AccessReason reason) {
    this(reason, reason.text());
  }

  /** A refusal; the message says what was wrong and what to do. */
  public AccessException(AccessReason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** A refusal that another failure caused. */
  public AccessException(AccessReason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** The stable code. */
  public AccessReason reason() {
    return reason;
  }
}
