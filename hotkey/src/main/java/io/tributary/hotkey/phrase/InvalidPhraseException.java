package io.tributary.hotkey.phrase;

/** A text gives no key. The message holds nothing of the text. */
public final class InvalidPhraseException extends Exception {

  private static final long serialVersionUID = 1L;

  private final PhraseFault reason;

  InvalidPhraseException(PhraseFault reason) {
    super(reason + ": the phrase or secret " + reason.text());
    this.reason = reason;
  }

  /** The stable reason code. */
  public PhraseFault reason() {
    return reason;
  }
}
