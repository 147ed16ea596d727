package io.tributary.auth;

import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SessionGrant;
import io.tributary.hotkey.registry.HotkeyRegistry;
import io.tributary.hotkey.registry.Registration;
import io.tributary.hotkey.registry.RegistryUnavailableException;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The costly half of every decision, after a signature holds: registered, grant not revoked, not
 * replayed, within quota, and only then the token service. Thread-safe if its ports are.
 */
public final class Admission {

  private final HotkeyRegistry registry;
  private final double stakeFloor;
  private final RevocationStore revocations;
  private final ReplayStore replays;
  private final Quota quota;
  private final StsPort sts;

  /**
   * @param stakeFloor the least stake, in whole alpha, of a validator that reads other miners; 0 if
   *     the permit is enough
   */
  public Admission(
      HotkeyRegistry registry,
      double stakeFloor,
      RevocationStore revocations,
      ReplayStore replays,
      Quota quota,
      StsPort sts) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.stakeFloor = stakeFloor;
    this.revocations = Objects.requireNonNull(revocations, "revocations");
    this.replays = Objects.requireNonNull(replays, "replays");
    this.quota = Objects.requireNonNull(quota, "quota");
    this.sts = Objects.requireNonNull(sts, "sts");
  }

  /** Requires a registered hotkey. */
  void requireRegistered(Hotkey hotkey) throws AccessException {
    registration(hotkey, AccessReason.NOT_REGISTERED);
  }

  /** Requires one who may read this miner: the miner itself, or a validator with enough stake. */
  void requireReader(Hotkey reader, Hotkey miner) throws AccessException {
    Registration registration = registration(reader, AccessReason.NOT_REGISTERED);
    if (reader.equals(miner)) {
      return;
    }
    if (!registration.validatorPermit()) {
      throw new AccessException(AccessReason.NOT_A_VALIDATOR);
    }
    // Written so that a stake that is not a number is refused; no floor asks for no stake.
    if (stakeFloor > 0 && !(registration.stake() >= stakeFloor)) {
      throw new AccessException(
          AccessReason.STAKE_TOO_LOW,
          registration.isStakeKnown()
              ? "the validator's stake is below " + stakeFloor
              : "the validator's stake cannot be read now, and must be " + stakeFloor);
    }
    registration(miner, AccessReason.MINER_NOT_REGISTERED);
  }

  /** Requires that the hotkey has not revoked its grant. */
  void requireNotRevoked(SessionGrant grant) throws AccessException {
    List<Revocation> revoked;
    try {
      revoked = revocations.of(grant.hotkey());
    } catch (IOException e) {
      AccessReason reason = AccessReason.REVOCATIONS_UNAVAILABLE;
      throw new AccessException(reason, reason.text(), e);
    }
    if (revoked.stream().anyMatch(revocation -> revocation.covers(grant))) {
      throw new AccessException(AccessReason.GRANT_REVOKED);
    }
  }

  /** Spends the request and an allowance. */
  void spend(Spending spending, Instant now) throws AccessException {
    replays.use(
        spending.replayKey(), spending.hotkey(), spending.issuedAt(), spending.until(), now);
    quota.take(spending.hotkey(), spending.files(), spending.bytes(), now);
  }

  /**
   * What a request uses up.
   *
   * @param replayKey names the request among all that there ever are
   * @param hotkey whose allowance
   * @param issuedAt when it was issued
   * @param until from when on it is refused for its times alone
   * @param files how many files it names
   * @param bytes their claimed sizes together
   */
  record Spending(
      String replayKey, Hotkey hotkey, Instant issuedAt, Instant until, int files, long bytes) {}

  /** Opens the session. */
  IssuedCredentials assume(RoleSession session) throws AccessException {
    try {
      return sts.assume(session);
    } catch (StsException e) {
      AccessReason reason =
          e.isThrottled() ? AccessReason.STS_THROTTLED : AccessReason.STS_UNAVAILABLE;
      throw new AccessException(reason, reason.text(), e);
    }
  }

  private Registration registration(Hotkey hotkey, AccessReason otherwise) throws AccessException {
    try {
      return registry
          .find(hotkey)
          .orElseThrow(() -> new AccessException(otherwise, otherwise.text() + ": " + hotkey));
    } catch (RegistryUnavailableException e) {
      throw new AccessException(
          AccessReason.REGISTRY_UNAVAILABLE, AccessReason.REGISTRY_UNAVAILABLE.text(), e);
    }
  }
}
