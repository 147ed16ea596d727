package io.tributary.hotkey.wire;

/** Bytes do not have the form they should have. The message says where, never what they hold. */
public final class MalformedBytesException extends Exception {

  private static final long serialVersionUID = 1L;

  public MalformedBytesException(String message) {
    super(message);
  }
}
