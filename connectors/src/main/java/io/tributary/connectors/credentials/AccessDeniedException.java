package io.tributary.connectors.credentials;

import java.util.Objects;

/** The authentication service refuses credentials. The message holds no secret. */
public final class AccessDeniedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String detail;

  /** A refusal with the service's stable reason code. */
  public AccessDeniedException(String reason, String detail) {
    super(reason + ": " + detail);
    this.reason = Objects.requireNonNull(reason, "reason");
    this.detail = detail;
  }

  /** The service's stable reason code. */
  public String reason() {
    return reason;
  }

  /** For people: what was wrong. */
  public String detail() {
    return detail;
  }
}
