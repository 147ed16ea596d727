package io.tributary.lake.proof;

/** A signed manifest does not hold. The message never contains the signature. */
public final class ManifestException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why a signed manifest does not hold, in the order of the checks. */
  public enum Reason {
    /** Bytes that are not a manifest of a known version. */
    MALFORMED,
    /** For another deployment. */
    WRONG_AUDIENCE,
    /** For another subnet. */
    WRONG_NETUID,
    /** The named key did not sign these bytes as a manifest. */
    SIGNATURE_INVALID,
    /** A session key signed, and no grant came along, or the grant is not the one named. */
    GRANT_MISSING,
    /** The hotkey itself signed, and yet a grant came along. */
    GRANT_UNEXPECTED,
    /** The grant does not empower the session key to sign for this file at that time. */
    GRANT_INVALID
  }

  private final Reason reason;

  ManifestException(Reason reason, String message) {
    super(reason + ": " + message);
    this.reason = reason;
  }

  ManifestException(Reason reason, String message, Throwable cause) {
    super(reason + ": " + message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
