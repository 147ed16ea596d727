package io.tributary.connectors.credentials;

/**
 * The authentication service cannot be asked now, or cannot decide now. Worth another try, later.
 */
public final class AuthUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  public AuthUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
