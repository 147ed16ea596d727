package io.tributary.hotkey.batch;

/** A single record does not fit a batch, so it cannot be sent at all. */
public final class RecordTooLargeException extends Exception {

  private static final long serialVersionUID = 1L;

  public RecordTooLargeException(String message) {
    super(message);
  }
}
