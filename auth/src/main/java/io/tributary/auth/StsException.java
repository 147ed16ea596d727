package io.tributary.auth;

/** The token service gave no credentials. What it said stays in the cause, for the log only. */
public final class StsException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean throttled;

  /** A failure; throttled if waiting helps. */
  public StsException(boolean throttled, String message, Throwable cause) {
    super(message, cause);
    this.throttled = throttled;
  }

  /** Whether the service asked for patience. */
  public boolean isThrottled() {
    return throttled;
  }
}
