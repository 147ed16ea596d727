package io.tributary.hotkey.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.access.GrantException.Reason;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class VerifiedGrantsTest {

  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant TO = FROM.plus(Duration.ofDays(30));
  private static final Instant NOW = FROM.plus(Duration.ofDays(1));
  private static final Signer MINER = signer(1);
  private static final Signer ATTACKER = signer(2);
  private static final Signer SESSION = signer(3);

  private final VerifiedGrants known = new VerifiedGrants(3);
  private final Random random = new Random(5);

  private static Signer signer(int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return LocalSigner.fromMiniSecret(secret);
  }

  private SignedGrant grant() {
    return SessionGrants.issue(
        MINER,
        "main",
        13,
        SESSION.publicKey(),
        Purpose.ACCESS,
        Set.of(SourceId.X),
        FROM,
        TO,
        random);
  }

  private SessionGrant verify(SignedGrant grant, Signer hotkey, Purpose purpose, Instant at)
      throws GrantException {
    Hotkey address = Ss58.encode(hotkey.publicKey());
    return GrantVerifier.verify(
        grant,
        address,
        SESSION.publicKey(),
        purpose,
        at,
        "main",
        13,
        GrantVerifier.DEFAULT_MAX_LIFETIME,
        known);
  }

  private void refused(
      SignedGrant grant, Signer hotkey, Purpose purpose, Instant at, Reason reason) {
    assertThatThrownBy(() -> verify(grant, hotkey, purpose, at))
        .isInstanceOf(GrantException.class)
        .hasMessageContaining(reason.name());
  }

  @Test
  void aKnownGrantIsTheSameGrant() throws Exception {
    SignedGrant grant = grant();
    SessionGrant first = verify(grant, MINER, Purpose.ACCESS, NOW);
    SessionGrant again = verify(SignedGrant.decode(grant.encode()), MINER, Purpose.ACCESS, NOW);
    assertThat(again).isSameAs(first);
    assertThat(known.size()).isEqualTo(1);
  }

  @Test
  void everythingButTheSignatureIsCheckedAgain() throws Exception {
    SignedGrant grant = grant();
    verify(grant, MINER, Purpose.ACCESS, NOW);
    refused(grant, MINER, Purpose.BATCH, NOW, Reason.WRONG_PURPOSE);
    refused(grant, MINER, Purpose.ACCESS, TO, Reason.EXPIRED);
    refused(grant, MINER, Purpose.ACCESS, FROM.minusMillis(1), Reason.NOT_YET_VALID);
    refused(grant, ATTACKER, Purpose.ACCESS, NOW, Reason.SIGNATURE_INVALID);
  }

  /** The text says whose grant it is; only the key that signed counts. */
  @Test
  void aGrantInAnothersNameStaysUnknownUnderThatName() throws Exception {
    byte[] body = grant().body().bytes();
    SignedGrant forged =
        new SignedGrant(Octets.of(body), Octets.of(ATTACKER.sign(SigningDomain.GRANT, body)));
    refused(forged, ATTACKER, Purpose.ACCESS, NOW, Reason.WRONG_HOTKEY);
    assertThat(known.size()).isEqualTo(1);
    refused(forged, MINER, Purpose.ACCESS, NOW, Reason.SIGNATURE_INVALID);
  }

  @Test
  void oneOtherBitIsAnotherGrant() throws Exception {
    SignedGrant grant = grant();
    verify(grant, MINER, Purpose.ACCESS, NOW);
    byte[] encoded = grant.encode();
    for (int i = 2; i < encoded.length; i++) {
      byte[] other = encoded.clone();
      other[i] ^= 1;
      SignedGrant tampered;
      try {
        tampered = SignedGrant.decode(other);
      } catch (MalformedBytesException e) {
        continue;
      }
      refused(tampered, MINER, Purpose.ACCESS, NOW, Reason.SIGNATURE_INVALID);
    }
    assertThat(known.size()).isEqualTo(1);
  }

  @Test
  void failuresAreNotRemembered() {
    refused(grant(), ATTACKER, Purpose.ACCESS, NOW, Reason.SIGNATURE_INVALID);
    assertThat(known.size()).isZero();
  }

  @Test
  void theOneUsedLongestAgoIsForgotten() throws Exception {
    SignedGrant kept = grant();
    SignedGrant forgotten = grant();
    SessionGrant first = verify(kept, MINER, Purpose.ACCESS, NOW);
    SessionGrant second = verify(forgotten, MINER, Purpose.ACCESS, NOW);
    verify(kept, MINER, Purpose.ACCESS, NOW);
    verify(grant(), MINER, Purpose.ACCESS, NOW);
    verify(grant(), MINER, Purpose.ACCESS, NOW);
    assertThat(known.size()).isEqualTo(3);
    assertThat(verify(kept, MINER, Purpose.ACCESS, NOW)).isSameAs(first);
    assertThat(verify(forgotten, MINER, Purpose.ACCESS, NOW)).isEqualTo(second).isNotSameAs(second);
  }

  @Test
  void manyThreads() throws Exception {
    List<SignedGrant> grants = List.of(grant(), grant(), grant(), grant(), grant());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<SessionGrant>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        SignedGrant grant = grants.get(i % grants.size());
        answers.add(threads.submit(() -> verify(grant, MINER, Purpose.ACCESS, NOW)));
      }
      for (int i = 0; i < answers.size(); i++) {
        byte[] body = grants.get(i % grants.size()).body().bytes();
        assertThat(answers.get(i).get()).isEqualTo(SessionGrant.decode(body));
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(known.size()).isEqualTo(3);
  }
}
