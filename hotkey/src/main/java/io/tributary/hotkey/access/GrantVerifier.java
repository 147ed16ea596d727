package io.tributary.hotkey.access;

import io.tributary.hotkey.access.GrantException.Reason;
import io.tributary.hotkey.identity.InvalidAddressException;
import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.identity.SignatureVerifier;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.schemas.Hotkey;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides whether a grant empowers a session key. A pure function of what it is given; thread-safe.
 *
 * <p>Only the hotkey's own signature counts, so no granted key can grant further.
 */
public final class GrantVerifier {

  /** The longest life of a grant unless a caller says otherwise. */
  public static final Duration DEFAULT_MAX_LIFETIME = Duration.ofDays(90);

  private GrantVerifier() {}

  /** Verifies with {@link #DEFAULT_MAX_LIFETIME}. */
  public static SessionGrant verify(
      SignedGrant grant,
      Hotkey hotkey,
      byte[] sessionKey,
      Purpose purpose,
      Instant at,
      String audience,
      int netuid)
      throws GrantException {
    return verify(grant, hotkey, sessionKey, purpose, at, audience, netuid, DEFAULT_MAX_LIFETIME);
  }

  /**
   * Verifies that the hotkey granted this key this purpose, here, at this instant.
   *
   * @param at the instant that counts: of a request its arrival, of a batch its append time
   * @return the grant; its sources are the caller's to check
   * @throws GrantException with the first reason that applies
   */
  public static SessionGrant verify(
      SignedGrant grant,
      Hotkey hotkey,
      byte[] sessionKey,
      Purpose purpose,
      Instant at,
      String audience,
      int netuid,
      Duration maxLifetime)
      throws GrantException {
    VerifiedGrants none = new VerifiedGrants(0);
    return verify(grant, hotkey, sessionKey, purpose, at, audience, netuid, maxLifetime, none);
  }

  /**
   * Verifies as above, but the hotkey's signature only of a grant that is not known yet.
   *
   * @param known remembers the grant if the signature holds
   */
  public static SessionGrant verify(
      SignedGrant grant,
      Hotkey hotkey,
      byte[] sessionKey,
      Purpose purpose,
      Instant at,
      String audience,
      int netuid,
      Duration maxLifetime,
      VerifiedGrants known)
      throws GrantException {
    byte[] hotkeyKey = publicKey(hotkey);
    SessionGrant claimed = known.signedBy(hotkeyKey, grant);
    if (!claimed.audience().equals(audience)) {
      throw refuse(Reason.WRONG_AUDIENCE, "for " + claimed.audience() + ", not " + audience);
    }
    if (claimed.netuid() != netuid) {
      throw refuse(Reason.WRONG_NETUID, "for subnet " + claimed.netuid() + ", not " + netuid);
    }
    if (!claimed.hotkey().equals(hotkey)) {
      throw refuse(Reason.WRONG_HOTKEY, "of " + claimed.hotkey() + ", not " + hotkey);
    }
    if (claimed.purpose() != purpose) {
      throw refuse(Reason.WRONG_PURPOSE, "for " + claimed.purpose() + ", not " + purpose);
    }
    if (!claimed.sessionKey().holds(sessionKey)) {
      throw refuse(Reason.WRONG_SESSION_KEY, "empowers another key");
    }
    if (claimed.sessionKey().holds(hotkeyKey)) {
      throw refuse(Reason.SELF_GRANT, "empowers the hotkey itself");
    }
    checkTimes(claimed, at, maxLifetime);
    return claimed;
  }

  private static byte[] publicKey(Hotkey hotkey) throws GrantException {
    try {
      return Ss58.publicKey(hotkey);
    } catch (InvalidAddressException e) {
      throw new GrantException(Reason.HOTKEY_INVALID, "not a valid address: " + hotkey, e);
    }
  }

  /** The grant, if this key signed it. */
  static SessionGrant signedBy(byte[] hotkeyKey, SignedGrant grant) throws GrantException {
    byte[] body = grant.body().bytes();
    try {
      SignatureVerifier.verify(hotkeyKey, SigningDomain.GRANT, body, grant.signature().bytes());
      return SessionGrant.decode(body);
    } catch (InvalidSignatureException e) {
      throw new GrantException(Reason.SIGNATURE_INVALID, "not signed by the hotkey", e);
    } catch (MalformedBytesException e) {
      throw new GrantException(Reason.MALFORMED, e.getMessage(), e);
    }
  }

  private static void checkTimes(SessionGrant grant, Instant at, Duration maxLifetime)
      throws GrantException {
    Duration life = Duration.between(grant.notBefore(), grant.notAfter());
    if (life.compareTo(maxLifetime) > 0) {
      throw refuse(Reason.LIFETIME_TOO_LONG, "lives " + life + ", at most " + maxLifetime);
    }
    if (at.isBefore(grant.notBefore())) {
      throw refuse(Reason.NOT_YET_VALID, "begins at " + grant.notBefore());
    }
    if (!at.isBefore(grant.notAfter())) {
      throw refuse(Reason.EXPIRED, "ended at " + grant.notAfter());
    }
  }

  private static GrantException refuse(Reason reason, String message) {
    return new GrantException(reason, message);
  }
}
