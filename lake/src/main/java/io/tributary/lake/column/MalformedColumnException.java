package io.tributary.lake.column;

/**
 * A column whose bytes are those that were signed cannot be read, or not within its limits. The
 * message says where and why.
 */
public final class MalformedColumnException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedColumnException(String message) {
    super(message);
  }

  MalformedColumnException(String message, Throwable cause) {
    super(message, cause);
  }
}
