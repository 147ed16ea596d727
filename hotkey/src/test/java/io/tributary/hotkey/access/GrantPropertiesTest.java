package io.tributary.hotkey.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.access.GrantException.Reason;
import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;

/** What holds for any keys, sources and times. */
class GrantPropertiesTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static LocalSigner signer(int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return LocalSigner.fromMiniSecret(secret);
  }

  private static SignedGrant issue(
      LocalSigner by, LocalSigner to, Purpose purpose, Set<SourceId> sources, int minutes) {
    return SessionGrants.issue(
        by,
        "main",
        13,
        to.publicKey(),
        purpose,
        sources,
        NOW.minusSeconds(60),
        NOW.plus(Duration.ofMinutes(minutes)),
        new Random(minutes));
  }

  private static SessionGrant verify(
      SignedGrant grant, Hotkey hotkey, LocalSigner session, Purpose purpose)
      throws GrantException {
    return GrantVerifier.verify(grant, hotkey, session.publicKey(), purpose, NOW, "main", 13);
  }

  private static void refused(
      SignedGrant grant, Hotkey hotkey, LocalSigner session, Purpose purpose, Reason reason) {
    assertThatThrownBy(() -> verify(grant, hotkey, session, purpose))
        .isInstanceOf(GrantException.class)
        .hasMessageStartingWith(reason.name())
        .extracting(e -> ((GrantException) e).reason())
        .isEqualTo(reason);
  }

  @Property(tries = 100)
  void aGrantServesItsPurposeAndNeverTheOther(
      @ForAll @IntRange(max = 20) int miner,
      @ForAll @IntRange(min = 21, max = 60) int session,
      @ForAll Purpose purpose,
      @ForAll @NotEmpty Set<SourceId> sources,
      @ForAll @IntRange(min = 1, max = 10_000) int minutes)
      throws Exception {
    SignedGrant grant = issue(signer(miner), signer(session), purpose, sources, minutes);
    Hotkey hotkey = signer(miner).hotkey();
    assertThat(verify(grant, hotkey, signer(session), purpose).sources()).isEqualTo(sources);
    Purpose other = purpose == Purpose.BATCH ? Purpose.ACCESS : Purpose.BATCH;
    refused(grant, hotkey, signer(session), other, Reason.WRONG_PURPOSE);
  }

  /** Neither in the hotkey's name nor in its own does a granted key empower a further one. */
  @Property(tries = 100)
  void grantsCannotIssueGrants(
      @ForAll @IntRange(max = 20) int miner,
      @ForAll @IntRange(min = 21, max = 60) int session,
      @ForAll Purpose purpose)
      throws Exception {
    LocalSigner granted = signer(session);
    LocalSigner further = signer(99);
    Hotkey hotkey = signer(miner).hotkey();
    SignedGrant ofGranted = issue(granted, further, purpose, Set.of(SourceId.X), 60);
    refused(ofGranted, hotkey, further, purpose, Reason.SIGNATURE_INVALID);
    byte[] inTheHotkeysName =
        issue(signer(miner), further, purpose, Set.of(SourceId.X), 60).body().bytes();
    SignedGrant forged =
        new SignedGrant(
            Octets.of(inTheHotkeysName),
            Octets.of(granted.sign(SigningDomain.GRANT, inTheHotkeysName)));
    refused(forged, hotkey, further, purpose, Reason.SIGNATURE_INVALID);
  }

  @Property(tries = 100)
  void anotherHotkeysRevocationHasNoEffect(
      @ForAll @IntRange(max = 20) int miner,
      @ForAll @IntRange(min = 21, max = 40) int stranger,
      @ForAll @IntRange(min = 41, max = 60) int session,
      @ForAll boolean all)
      throws Exception {
    SessionGrant grant =
        SessionGrant.decode(
            issue(signer(miner), signer(session), Purpose.BATCH, Set.of(SourceId.X), 60)
                .body()
                .bytes());
    Optional<Octets> key =
        all ? Optional.empty() : Optional.of(Octets.of(signer(session).publicKey()));
    Revocation own = new Revocation("main", 13, signer(miner).hotkey(), key, NOW);
    Revocation foreign = new Revocation("main", 13, signer(stranger).hotkey(), key, NOW);
    assertThat(SignedRevocation.sign(own, signer(miner)).verify().covers(grant)).isTrue();
    assertThat(SignedRevocation.sign(foreign, signer(stranger)).verify().covers(grant)).isFalse();
    SignedRevocation forged = SignedRevocation.sign(own, signer(stranger));
    assertThatThrownBy(forged::verify)
        .isInstanceOf(InvalidSignatureException.class)
        .hasMessageNotContaining(forged.signature().hex());
  }

  /** Whatever is signed as a grant, its signature is never one over a revocation. */
  @Property(tries = 200)
  void aSignatureOverAGrantNeverVerifiesAsRevocation(
      @ForAll @IntRange(max = 20) int miner, @ForAll boolean all) {
    Optional<Octets> key = all ? Optional.empty() : Optional.of(Octets.of(new byte[32]));
    byte[] body = new Revocation("main", 13, signer(miner).hotkey(), key, NOW).encode();
    SignedRevocation signed =
        new SignedRevocation(
            Octets.of(body), Octets.of(signer(miner).sign(SigningDomain.GRANT, body)));
    assertThatThrownBy(signed::verify).isInstanceOf(InvalidSignatureException.class);
    SignedGrant grant = issue(signer(miner), signer(50), Purpose.BATCH, Set.of(SourceId.X), 60);
    assertThatThrownBy(() -> new SignedRevocation(grant.body(), grant.signature()).verify())
        .isInstanceOf(MalformedBytesException.class);
  }
}
