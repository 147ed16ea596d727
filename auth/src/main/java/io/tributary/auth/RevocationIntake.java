package io.tributary.auth;

import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.identity.InvalidAddressException;
import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Takes in revocations, whoever delivers them: the hotkey's signature is what counts.
 *
 * <p>Order of checks, the first failure is the reason: audience, netuid → address, signature →
 * registered → quota, unless it is known already → kept. Known ones take nothing from the quota, so
 * nobody can use up a hotkey's allowance by repeating what it said; and the quota is not that of
 * requests, so that a stolen session key cannot use it up either. Thread-safe if the ports are.
 */
public final class RevocationIntake {

  /** 30 new revocations a minute and 200 a day. */
  public static final QuotaLimits LIMITS = new QuotaLimits(30, 200, 1, 1);

  private final Deployment deployment;
  private final Admission admission;
  private final RevocationStore store;
  private final Quota quota;
  private final InstantSource clock;

  /**
   * Takes in revocations for a deployment.
   *
   * @param store where they are kept; the one that the admission asks
   * @param quota of revocations alone
   */
  public RevocationIntake(
      Deployment deployment,
      Admission admission,
      RevocationStore store,
      Quota quota,
      InstantSource clock) {
    this.deployment = Objects.requireNonNull(deployment, "deployment");
    this.admission = Objects.requireNonNull(admission, "admission");
    this.store = Objects.requireNonNull(store, "store");
    this.quota = Objects.requireNonNull(quota, "quota");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Takes in a revocation. Once this returns, it is kept durably; repeating it changes nothing.
   *
   * @param signed as received
   * @param claimed what its body decodes to
   * @throws AccessException with the first reason that applies
   */
  public void take(SignedRevocation signed, Revocation claimed) throws AccessException {
    if (!claimed.audience().equals(deployment.audience())) {
      throw new AccessException(
          AccessReason.WRONG_AUDIENCE,
          "signed for " + claimed.audience() + ", this is " + deployment.audience());
    }
    if (claimed.netuid() != deployment.netuid()) {
      throw new AccessException(
          AccessReason.WRONG_NETUID,
          "signed for subnet " + claimed.netuid() + ", this is " + deployment.netuid());
    }
    requireAddress(claimed.hotkey());
    Revocation revocation = verified(signed);
    admission.requireRegistered(revocation.hotkey());
    try {
      boolean known =
          store.of(revocation.hotkey()).stream().anyMatch(earlier -> earlier.includes(revocation));
      if (!known) {
        quota.take(revocation.hotkey(), 0, 0, clock.instant());
        store.add(signed, revocation);
      }
    } catch (IOException e) {
      AccessReason reason = AccessReason.REVOCATIONS_UNAVAILABLE;
      throw new AccessException(reason, reason.text(), e);
    }
  }

  private static void requireAddress(Hotkey hotkey) throws AccessException {
    try {
      Ss58.decode(hotkey.address());
    } catch (InvalidAddressException e) {
      throw new AccessException(AccessReason.ADDRESS_INVALID, e.getMessage(), e);
    }
  }

  private static Revocation verified(SignedRevocation signed) throws AccessException {
    try {
      return signed.verify();
    } catch (InvalidSignatureException e) {
      AccessReason reason = AccessReason.SIGNATURE_INVALID;
      throw new AccessException(reason, reason.text(), e);
    } catch (MalformedBytesException e) {
      throw new AccessException(AccessReason.MALFORMED, e.getMessage(), e);
    }
  }
}
