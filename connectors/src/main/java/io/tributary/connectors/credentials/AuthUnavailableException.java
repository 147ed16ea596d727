package io.tributary.connectors.credentials;

/**
 * The authentication service cannot be asked now, or cannot decide now. Worth another try, later.
 */
public final class AuthUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean ofOneMiner;

  /** Says of other miners what its cause says of them; without such a cause, it concerns all. */
  public AuthUnavailableException(String message, Throwable cause) {
    this(
        message,
        cause,
        cause instanceof AuthUnavailableException unavailable && unavailable.isOfOneMiner());
  }

  private AuthUnavailableException(String message, Throwable cause, boolean ofOneMiner) {
    super(message, cause);
    this.ofOneMiner = ofOneMiner;
  }

  /** One that says nothing of other miners, for whom the service may well answer. */
  public static AuthUnavailableException ofOneMiner(String message, Throwable cause) {
    return new AuthUnavailableException(message, cause, true);
  }

  /** Whether it says nothing of other miners. */
  public boolean isOfOneMiner() {
    return ofOneMiner;
  }
}
