package io.tributary.local.feed;

/** Feeding cannot go on. The message tells a person what is wrong and what to do. */
public class FeedException extends Exception {

  private static final long serialVersionUID = 1L;

  public FeedException(String message) {
    super(message);
  }

  public FeedException(String message, Throwable cause) {
    super(message, cause);
  }
}
