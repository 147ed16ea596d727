package io.tributary.connectors.sink.internal;

/**
 * A file could not be staged now. Nothing is lost: its rows stay in state and are staged again. The
 * message holds no secret.
 */
public final class StagingException extends Exception {

  private static final long serialVersionUID = 1L;

  public StagingException(String message, Throwable cause) {
    super(message, cause);
  }
}
