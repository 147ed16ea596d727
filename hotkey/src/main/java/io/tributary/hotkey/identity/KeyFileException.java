package io.tributary.hotkey.identity;

/** A key file cannot be used. The message never holds anything that stands in the file. */
public final class KeyFileException extends Exception {

  private static final long serialVersionUID = 1L;

  private final KeyFileFault reason;

  KeyFileException(KeyFileFault reason, String message) {
    super(reason + ": " + message);
    this.reason = reason;
  }

  /** The stable reason code. */
  public KeyFileFault reason() {
    return reason;
  }
}
