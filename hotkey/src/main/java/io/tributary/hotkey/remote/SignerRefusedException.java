package io.tributary.hotkey.remote;

/** A signer does not sign what it was asked to. */
final class SignerRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final SignerRefusal reason;

  SignerRefusedException(SignerRefusal reason) {
    super(reason + ": " + reason.text());
    this.reason = reason;
  }

  SignerRefusal reason() {
    return reason;
  }
}
