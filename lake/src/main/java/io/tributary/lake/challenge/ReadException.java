package io.tributary.lake.challenge;

import java.util.Objects;

/** A store did not give what it was asked for. The message may not hold credentials. */
public final class ReadException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Fault {
    /** The store answered that there is no such object, or no such version of it. */
    MISSING,
    /** The store answered that this reader may not. */
    REFUSED,
    /** The store did not answer, answered with an error of its own, or broke off. */
    UNAVAILABLE,
    /** The store answered that the object is not the one that was asked for. */
    ALTERED
  }

  private final Fault fault;

  /** A failure of a kind. */
  public ReadException(Fault fault, String message) {
    super(message);
    this.fault = Objects.requireNonNull(fault, "fault");
  }

  /** A failure of a kind, with what it came from. */
  public ReadException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = Objects.requireNonNull(fault, "fault");
  }

  /** Of which kind. */
  public Fault fault() {
    return fault;
  }
}
