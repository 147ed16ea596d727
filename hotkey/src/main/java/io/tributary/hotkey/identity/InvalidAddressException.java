package io.tributary.hotkey.identity;

/** A text is not an SS58 address of a hotkey. */
public final class InvalidAddressException extends Exception {

  private static final long serialVersionUID = 1L;

  private final AddressFault reason;

  InvalidAddressException(AddressFault reason) {
    super(reason + ": the address " + reason.text() + "; give the SS58 address of the hotkey");
    this.reason = reason;
  }

  /** The stable reason code. */
  public AddressFault reason() {
    return reason;
  }
}
