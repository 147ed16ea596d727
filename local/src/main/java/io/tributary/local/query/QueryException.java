package io.tributary.local.query;

/** A query that cannot be answered; the message says why, for the person who wrote it. */
public final class QueryException extends Exception {

  private static final long serialVersionUID = 1L;

  public QueryException(String message) {
    super(message);
  }

  public QueryException(String message, Throwable cause) {
    super(message, cause);
  }
}
