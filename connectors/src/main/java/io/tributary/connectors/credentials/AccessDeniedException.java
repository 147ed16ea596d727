package io.tributary.connectors.credentials;

import java.util.Objects;

/** The authentication service refuses credentials. The message holds no secret. */
public final class AccessDeniedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /** A refusal with the service's stable reason code. */
  public AccessDeniedException(String reason, String message) {
    super(reason + ": " + message);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** The service's stable reason code. */
  public String reason() {
    return reason;
  }
}
