package io.tributary.local.feed;

/** The receiver does not take messages of this size. */
public final class MessageTooLargeException extends FeedException {

  private static final long serialVersionUID = 1L;

  public MessageTooLargeException(String message, Throwable cause) {
    super(message, cause);
  }
}
