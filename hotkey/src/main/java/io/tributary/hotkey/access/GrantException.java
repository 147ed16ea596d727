package io.tributary.hotkey.access;

/** A grant does not empower. The message never contains the signature. */
public final class GrantException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why a grant does not empower, in the order of the checks. */
  public enum Reason {
    /** The hotkey that should have signed it has no valid address. */
    HOTKEY_INVALID,
    /** The hotkey did not sign these bytes as a grant. */
    SIGNATURE_INVALID,
    /** Signed bytes that are not a grant of a known version. */
    MALFORMED,
    /** For another deployment. */
    WRONG_AUDIENCE,
    /** For another subnet. */
    WRONG_NETUID,
    /** Its text names another hotkey than the one that signed it. */
    WRONG_HOTKEY,
    /** For the other purpose. */
    WRONG_PURPOSE,
    /** Empowers another key. */
    WRONG_SESSION_KEY,
    /** Empowers the hotkey itself. */
    SELF_GRANT,
    /** Lives longer than this verifier allows. */
    LIFETIME_TOO_LONG,
    /** Not valid yet at the instant asked for. */
    NOT_YET_VALID,
    /** No longer valid at the instant asked for. */
    EXPIRED
  }

  private final Reason reason;

  GrantException(Reason reason, String message) {
    super(reason + ": " + message);
    this.reason = reason;
  }

  GrantException(Reason reason, String message, Throwable cause) {
    super(reason + ": " + message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
