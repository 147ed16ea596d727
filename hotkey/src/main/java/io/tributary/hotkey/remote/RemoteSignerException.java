package io.tributary.hotkey.remote;

/** A remote signer gave no signature. The message holds neither token nor signature. */
public final class RemoteSignerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RemoteSignerFault reason;

  RemoteSignerException(RemoteSignerFault reason, String message) {
    super(reason + ": " + message);
    this.reason = reason;
  }

  RemoteSignerException(RemoteSignerFault reason, String message, Throwable cause) {
    super(reason + ": " + message, cause);
    this.reason = reason;
  }

  /** The stable reason code. */
  public RemoteSignerFault reason() {
    return reason;
  }
}
