package io.tributary.auth;

import static io.tributary.auth.World.BOTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.auth.replay.MemoryQuota;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a revocation ends, and who may deliver one. */
class RevocationTest {

  private final World world = new World();
  private final RevocationIntake intake =
      new RevocationIntake(
          world.deployment,
          world.admission,
          world,
          new MemoryQuota(RevocationIntake.LIMITS),
          world);

  private void take(SignedRevocation signed) throws Exception {
    intake.take(signed, Revocation.decode(signed.body().bytes()));
  }

  private void refused(SignedRevocation signed, AccessReason reason) {
    assertThatThrownBy(() -> take(signed))
        .isInstanceOf(AccessException.class)
        .hasMessageNotContaining(signed.signature().hex())
        .extracting(e -> ((AccessException) e).reason())
        .isEqualTo(reason);
    assertThat(world.revoked).isEmpty();
  }

  private void refused(SignedAccessRequest signed, AccessReason reason) {
    int before = world.sessions.size();
    assertThatThrownBy(() -> world.issue(signed))
        .isInstanceOf(AccessException.class)
        .hasMessage(reason.text())
        .extracting(e -> ((AccessException) e).reason())
        .isEqualTo(reason);
    assertThat(world.sessions).hasSize(before);
  }

  private SignedRevocation signed(
      String audience, int netuid, Hotkey hotkey, Instant at, Signer by) {
    return SignedRevocation.sign(
        new Revocation(audience, netuid, hotkey, Optional.empty(), at), by);
  }

  @Test
  void aRevokedGrantGetsNothingNewFromThenOn() throws Exception {
    world.issue(world.signed(world.upload()));
    take(world.revocation(world.miner, Optional.of(world.session)));
    refused(world.signed(world.upload()), AccessReason.GRANT_REVOKED);
    // A grant made after that, to the same key, is none either.
    world.now = world.now.plusSeconds(100);
    refused(world.signed(world.upload()), AccessReason.GRANT_REVOKED);
  }

  @Test
  void readingUnderARevokedGrantEndsToo() throws Exception {
    take(world.revocation(world.miner, Optional.empty()));
    AccessRequest read = world.read(world.session, world.miner.hotkey(), world.miner.hotkey());
    refused(
        SignedAccessRequest.sign(
            read, world.session, Optional.of(world.grant(Purpose.ACCESS, BOTH)), Optional.empty()),
        AccessReason.GRANT_REVOKED);
  }

  @Test
  void theHotkeyItselfIsNotTouched() throws Exception {
    take(world.revocation(world.miner, Optional.empty()));
    AccessRequest own = world.upload(world.miner.hotkey(), world.miner, BOTH);
    world.issue(
        SignedAccessRequest.sign(own, world.miner, Optional.empty(), Optional.of(world.sink)));
    assertThat(world.sessions).hasSize(1);
  }

  @Test
  void anotherHotkeysOrKeysRevocationHasNoEffect() throws Exception {
    take(world.revocation(world.otherMiner, Optional.of(world.session)));
    take(world.revocation(world.otherMiner, Optional.empty()));
    take(world.revocation(world.miner, Optional.of(world.stranger)));
    world.issue(world.signed(world.upload()));
    assertThat(world.sessions).hasSize(1);
  }

  @Test
  void whenRevocationsCannotBeToldGrantsGetNothing() throws Exception {
    world.revocationsDown = true;
    refused(world.signed(world.upload()), AccessReason.REVOCATIONS_UNAVAILABLE);
    AccessRequest own = world.upload(world.miner.hotkey(), world.miner, BOTH);
    world.issue(
        SignedAccessRequest.sign(own, world.miner, Optional.empty(), Optional.of(world.sink)));
    refused(world.revocation(world.miner, Optional.empty()), AccessReason.REVOCATIONS_UNAVAILABLE);
  }

  @Test
  void aRevokedGrantUsesUpNothing() throws Exception {
    world.revoked.add(world.revocation(world.miner, Optional.of(world.session)).verify());
    SignedAccessRequest request = world.signed(world.upload());
    refused(request, AccessReason.GRANT_REVOKED);
    world.revoked.clear();
    world.issue(request);
    assertThat(world.sessions).hasSize(1);
  }

  @Test
  void onlyTheHotkeyItselfRevokesHere() {
    Hotkey miner = world.miner.hotkey();
    refused(signed("test", 13, miner, world.now, world.miner), AccessReason.WRONG_AUDIENCE);
    refused(signed("main", 14, miner, world.now, world.miner), AccessReason.WRONG_NETUID);
    for (LocalSigner by : new LocalSigner[] {world.session, world.otherMiner, world.sink}) {
      refused(signed("main", 13, miner, world.now, by), AccessReason.SIGNATURE_INVALID);
    }
    refused(
        signed("main", 13, world.stranger.hotkey(), world.now, world.stranger),
        AccessReason.NOT_REGISTERED);
    char last = miner.address().charAt(47) == 'a' ? 'b' : 'a';
    Hotkey wrong = new Hotkey(miner.address().substring(0, 47) + last);
    refused(signed("main", 13, wrong, world.now, world.miner), AccessReason.ADDRESS_INVALID);
    world.registryDown = true;
    refused(signed("main", 13, miner, world.now, world.miner), AccessReason.REGISTRY_UNAVAILABLE);
  }

  @Test
  void aMalformedBodyIsNoRevocation() throws Exception {
    SignedRevocation good = world.revocation(world.miner, Optional.empty());
    SignedRevocation other =
        new SignedRevocation(
            Octets.of(world.revocation(world.otherMiner, Optional.empty()).body().bytes()),
            good.signature());
    refused(other, AccessReason.SIGNATURE_INVALID);
  }

  /** Neither who repeats it nor who holds the stolen key can keep a hotkey from revoking. */
  @Test
  void repetitionsAndRequestsDoNotUseUpTheAllowance() throws Exception {
    SignedRevocation first = world.revocation(world.miner, Optional.of(world.session));
    for (int i = 0; i < 500; i++) {
      take(first);
    }
    assertThat(world.revoked).hasSize(1);
    world.admission = world.admission(1);
    AccessRequest own = world.upload(world.miner.hotkey(), world.miner, BOTH);
    world.issue(
        SignedAccessRequest.sign(own, world.miner, Optional.empty(), Optional.of(world.sink)));
    int most = RevocationIntake.LIMITS.requestsPerMinute();
    for (int i = 1; i < most; i++) {
      take(world.revocation(world.miner, Optional.of(World.signer(100 + i))));
    }
    assertThat(world.revoked).hasSize(most);
    assertThatThrownBy(() -> take(world.revocation(world.miner, Optional.empty())))
        .isInstanceOf(AccessException.class)
        .hasMessage(AccessReason.QUOTA_EXCEEDED.text());
    take(first);
    world.now = world.now.plusSeconds(60);
    take(world.revocation(world.miner, Optional.empty()));
    assertThat(world.revoked).hasSize(most + 1);
  }
}
