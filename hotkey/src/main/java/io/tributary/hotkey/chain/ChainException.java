package io.tributary.hotkey.chain;

import java.util.Objects;

/**
 * Something could not be read from a chain. The message names the node without path, query or
 * credentials of its address.
 */
public final class ChainException extends Exception {

  private static final long serialVersionUID = 1L;

  private final ChainFault fault;

  public ChainException(ChainFault fault, String message) {
    this(fault, message, null);
  }

  public ChainException(ChainFault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = Objects.requireNonNull(fault, "fault");
  }

  /** What kind of trouble it was. */
  public ChainFault fault() {
    return fault;
  }
}
