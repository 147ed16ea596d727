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
import io.tributary.schemas.avro.GrantPurpose;
import io.tributary.schemas.avro.SessionGrantBody;
import io.tributary.schemas.avro.SignedGrantEnvelope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

class GrantVerifierTest {

  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant TO = FROM.plus(Duration.ofDays(30));
  private static final Instant NOW = FROM.plus(Duration.ofDays(1));
  private static final Signer MINER = signer(1);
  private static final Signer OTHER_MINER = signer(2);
  private static final Signer SESSION = signer(3);
  private static final Signer STRANGER = signer(4);
  private static final Hotkey HOTKEY = Ss58.encode(MINER.publicKey());

  private static Signer signer(int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return LocalSigner.fromMiniSecret(secret);
  }

  private static SignedGrant grant() {
    return issue(MINER, SESSION, Purpose.ACCESS, TO);
  }

  private static SignedGrant issue(Signer by, Signer session, Purpose purpose, Instant to) {
    return SessionGrants.issue(
        by,
        "main",
        13,
        session.publicKey(),
        purpose,
        Set.of(SourceId.X, SourceId.REDDIT),
        FROM,
        to,
        new Random(5));
  }

  /** What a forger could sign: any body at all. */
  private static SignedGrant signed(Signer by, byte[] body) {
    return new SignedGrant(Octets.of(body), Octets.of(by.sign(SigningDomain.GRANT, body)));
  }

  private static SessionGrant verify(SignedGrant grant, Instant at) throws GrantException {
    return GrantVerifier.verify(grant, HOTKEY, SESSION.publicKey(), Purpose.ACCESS, at, "main", 13);
  }

  private static void refused(SignedGrant grant, Instant at, Reason reason, String message) {
    assertThatThrownBy(() -> verify(grant, at))
        .isInstanceOf(GrantException.class)
        .hasMessageContaining(reason.name())
        .hasMessageContaining(message)
        .extracting(e -> ((GrantException) e).reason())
        .isEqualTo(reason);
  }

  @Test
  void aGrantEmpowersItsKey() throws Exception {
    SessionGrant grant = verify(SignedGrant.decode(grant().encode()), NOW);
    assertThat(grant.hotkey()).isEqualTo(HOTKEY);
    assertThat(grant.covers(Set.of(SourceId.X))).isTrue();
    assertThat(grant.id().size()).isEqualTo(16);
  }

  @Test
  void edgesOfTime() throws Exception {
    verify(grant(), FROM);
    verify(grant(), TO.minusMillis(1));
    refused(grant(), FROM.minusMillis(1), Reason.NOT_YET_VALID, "begins at");
    refused(grant(), TO, Reason.EXPIRED, "ended at");
    verify(issue(MINER, SESSION, Purpose.ACCESS, FROM.plus(Duration.ofDays(90))), NOW);
    refused(
        issue(MINER, SESSION, Purpose.ACCESS, FROM.plus(Duration.ofDays(90)).plusMillis(1)),
        NOW,
        Reason.LIFETIME_TOO_LONG,
        "at most PT2160H");
  }

  @Test
  void theOtherPurposeIsRefused() {
    refused(issue(MINER, SESSION, Purpose.BATCH, TO), NOW, Reason.WRONG_PURPOSE, "for BATCH, not");
  }

  @Test
  void onlyTheHotkeysSignatureCounts() {
    refused(issue(OTHER_MINER, SESSION, Purpose.ACCESS, TO), NOW, Reason.SIGNATURE_INVALID, "not");
    byte[] body = grant().body().bytes();
    refused(signed(SESSION, body), NOW, Reason.SIGNATURE_INVALID, "not signed by the hotkey");
    SignedGrant otherDomain =
        new SignedGrant(Octets.of(body), Octets.of(MINER.sign(SigningDomain.ACCESS, body)));
    refused(otherDomain, NOW, Reason.SIGNATURE_INVALID, "not signed by the hotkey");
  }

  @Test
  void aGrantedKeyCannotGrantFurther() {
    SessionGrant further =
        new SessionGrant(
            "main",
            13,
            Octets.of(new byte[16]),
            HOTKEY,
            Octets.of(STRANGER.publicKey()),
            Purpose.ACCESS,
            Set.of(SourceId.X),
            FROM,
            TO);
    SignedGrant grant = signed(SESSION, further.encode());
    assertThatThrownBy(
            () ->
                GrantVerifier.verify(
                    grant, HOTKEY, STRANGER.publicKey(), Purpose.ACCESS, NOW, "main", 13))
        .isInstanceOf(GrantException.class)
        .hasMessageContaining("SIGNATURE_INVALID");
  }

  @Test
  void foreignDeploymentSubnetAndKeyAreRefused() {
    assertThatThrownBy(
            () ->
                GrantVerifier.verify(
                    grant(), HOTKEY, SESSION.publicKey(), Purpose.ACCESS, NOW, "test", 13))
        .hasMessage("WRONG_AUDIENCE: for main, not test");
    assertThatThrownBy(
            () ->
                GrantVerifier.verify(
                    grant(), HOTKEY, SESSION.publicKey(), Purpose.ACCESS, NOW, "main", 14))
        .hasMessage("WRONG_NETUID: for subnet 13, not 14");
    assertThatThrownBy(
            () ->
                GrantVerifier.verify(
                    grant(), HOTKEY, STRANGER.publicKey(), Purpose.ACCESS, NOW, "main", 13))
        .hasMessage("WRONG_SESSION_KEY: empowers another key");
  }

  @Test
  void aGrantThatNamesAnotherHotkeyIsRefused() {
    byte[] body = issue(OTHER_MINER, SESSION, Purpose.ACCESS, TO).body().bytes();
    refused(signed(MINER, body), NOW, Reason.WRONG_HOTKEY, "not " + HOTKEY);
  }

  @Test
  void noGrantForTheHotkeyItself() {
    assertThatThrownBy(() -> issue(MINER, MINER, Purpose.ACCESS, TO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the session key is the hotkey itself");
    SessionGrant self =
        new SessionGrant(
            "main",
            13,
            Octets.of(new byte[16]),
            HOTKEY,
            Octets.of(MINER.publicKey()),
            Purpose.ACCESS,
            Set.of(SourceId.X),
            FROM,
            TO);
    assertThatThrownBy(
            () ->
                GrantVerifier.verify(
                    signed(MINER, self.encode()),
                    HOTKEY,
                    MINER.publicKey(),
                    Purpose.ACCESS,
                    NOW,
                    "main",
                    13))
        .hasMessageContaining("SELF_GRANT");
  }

  @Test
  void signedNonsenseIsMalformed() {
    byte[] body = grant().body().bytes();
    byte[] longer = Arrays.copyOf(body, body.length + 1);
    refused(signed(MINER, longer), NOW, Reason.MALFORMED, "1 bytes too many");
    byte[] version = body.clone();
    version[0] = 4;
    refused(signed(MINER, version), NOW, Reason.MALFORMED, "a grant of version 2, not 1");
    refused(signed(MINER, new byte[0]), NOW, Reason.MALFORMED, "the end too early");
  }

  @Test
  void anInvalidAddressIsRefused() {
    String address = HOTKEY.address();
    char last = address.charAt(47) == 'a' ? 'b' : 'a';
    Hotkey wrong = new Hotkey(address.substring(0, 47) + last);
    assertThatThrownBy(
            () ->
                GrantVerifier.verify(
                    grant(), wrong, SESSION.publicKey(), Purpose.ACCESS, NOW, "main", 13))
        .hasMessageContaining("HOTKEY_INVALID");
  }

  @Test
  void theBytesAreAvro() throws Exception {
    SessionGrant grant = SessionGrant.decode(grant().body().bytes());
    SessionGrantBody avro =
        new SessionGrantBody(
            1,
            "main",
            13,
            ByteBuffer.wrap(grant.id().bytes()),
            HOTKEY.address(),
            ByteBuffer.wrap(SESSION.publicKey()),
            GrantPurpose.ACCESS,
            List.of(1, 2),
            FROM.toEpochMilli(),
            TO.toEpochMilli());
    assertThat(grant.encode()).isEqualTo(avro(avro));
    SignedGrant signed = grant();
    SignedGrantEnvelope envelope =
        new SignedGrantEnvelope(
            ByteBuffer.wrap(signed.body().bytes()), ByteBuffer.wrap(signed.signature().bytes()));
    assertThat(signed.encode()).isEqualTo(avro(envelope));
  }

  private static byte[] avro(SpecificRecordBase value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new SpecificDatumWriter<>(value.getSchema()).write(value, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  @Property(tries = 500)
  void anyChangedByteIsRefused(
      @ForAll @IntRange(max = 10_000) int at, @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] bytes = grant().encode();
    bytes[at % bytes.length] ^= (byte) change;
    try {
      verify(SignedGrant.decode(bytes), NOW);
    } catch (GrantException | MalformedBytesException e) {
      assertThat(e).hasMessageNotContaining(grant().signature().hex());
      return;
    }
    throw new AssertionError("a changed grant was accepted");
  }

  @Test
  void aGrantShowsOnlyItsDigest() {
    SignedGrant grant = grant();
    assertThat(grant.toString())
        .isEqualTo("SignedGrant[" + grant.digest().hex() + "]")
        .doesNotContain(grant.signature().hex());
  }
}
