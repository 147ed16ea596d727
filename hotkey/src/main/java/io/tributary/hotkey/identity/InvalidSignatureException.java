package io.tributary.hotkey.identity;

/** A signature does not hold. The message never contains the signature. */
public final class InvalidSignatureException extends Exception {

  private static final long serialVersionUID = 1L;

  public InvalidSignatureException(String message) {
    super(message);
  }
}
