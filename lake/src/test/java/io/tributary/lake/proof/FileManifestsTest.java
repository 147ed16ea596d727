package io.tributary.lake.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.SessionGrant;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.lake.proof.ManifestException.Reason;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.avro.FileManifestBody;
import io.tributary.schemas.avro.SignedManifestEnvelope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

class FileManifestsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:11:12.345Z");
  private static final LocalSigner HOTKEY = signer(1);
  private static final LocalSigner SESSION = signer(2);

  @Test
  void theHotkeysOwnManifestHolds() throws Exception {
    SignedManifest signed = sign(HOTKEY, Optional.empty());
    FileManifest manifest = FileManifests.verify(again(signed), "demo", 13);
    assertThat(manifest.key()).isEqualTo(key());
    assertThat(manifest.rows()).isEqualTo(120);
    assertThat(manifest.signedAt()).isEqualTo(NOW);
  }

  @Test
  void aSessionKeysManifestHoldsUnderItsGrant() throws Exception {
    SignedManifest signed = sign(SESSION, Optional.of(grant(Purpose.ACCESS, SourceId.X, NOW)));
    assertThat(FileManifests.verify(again(signed), "demo", 13).signingKey())
        .isEqualTo(Octets.of(SESSION.publicKey()));
  }

  @Test
  void whatDoesNotHoldHasAReason() throws Exception {
    SignedManifest own = sign(HOTKEY, Optional.empty());
    assertReason(own, "other", 13, Reason.WRONG_AUDIENCE, "for demo, not other");
    assertReason(own, "demo", 12, Reason.WRONG_NETUID, "for subnet 13, not 12");
    byte[] signature = own.signature().bytes();
    signature[7] ^= 1;
    assertReason(
        new SignedManifest(own.body(), Octets.of(signature), Optional.empty()),
        "demo",
        13,
        Reason.SIGNATURE_INVALID,
        "does not hold");
    assertReason(
        sign(SESSION, Optional.empty()), "demo", 13, Reason.GRANT_MISSING, "without the grant");
    SignedGrant good = grant(Purpose.ACCESS, SourceId.X, NOW);
    SignedManifest session = sign(SESSION, Optional.of(good));
    SignedGrant other = grant(Purpose.ACCESS, SourceId.X, NOW.plusSeconds(1));
    assertReason(
        new SignedManifest(
            session.body(), session.signature(), Optional.of(Octets.of(other.encode()))),
        "demo",
        13,
        Reason.GRANT_MISSING,
        "without the grant");
    assertReason(sign(HOTKEY, Optional.of(good)), "demo", 13, Reason.GRANT_UNEXPECTED, "hotkey");
  }

  @Test
  void aGrantMustBeForAccessToThisSourceAtSigningTime() throws Exception {
    assertGrantRefused(grant(Purpose.BATCH, SourceId.X, NOW), "WRONG_PURPOSE");
    assertGrantRefused(grant(Purpose.ACCESS, SourceId.REDDIT, NOW), "does not cover source X");
    assertGrantRefused(
        grant(Purpose.ACCESS, SourceId.X, NOW.plus(Duration.ofDays(2))), "NOT_YET_VALID");
  }

  @Test
  void bytesAreAvroBinary() throws Exception {
    SignedManifest signed = sign(HOTKEY, Optional.empty());
    SignedManifestEnvelope envelope = avro(SignedManifestEnvelope.class, signed.encode());
    assertThat(envelope.getSignature()).isEqualTo(ByteBuffer.wrap(signed.signature().bytes()));
    FileManifestBody body = avro(FileManifestBody.class, signed.body().bytes());
    assertThat(body.getObjectKey()).isEqualTo(key().path());
    assertThat(body.getSignedAtMillis()).isEqualTo(NOW.toEpochMilli());
    assertThat(body.getGrantDigest()).isNull();
  }

  @Test
  void foreignBytesAreRefusedAndNothingElse() throws Exception {
    byte[] good = sign(SESSION, Optional.of(grant(Purpose.ACCESS, SourceId.X, NOW))).encode();
    assertThatThrownBy(() -> SignedManifest.decode(Arrays.copyOf(good, good.length + 1)))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining("1 bytes too many");
    byte[] body = SignedManifest.decode(good).body().bytes();
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      byte[] mangled = body.clone();
      mangled[random.nextInt(mangled.length)] = (byte) random.nextInt(256);
      try {
        assertThat(FileManifest.decode(mangled).encode()).isEqualTo(mangled);
      } catch (MalformedBytesException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void aManifestThatContradictsItsKeyCannotBe() {
    ObjectKey other = ObjectKey.of(SourceId.X, HOTKEY.hotkey(), NOW, 121, "ab".repeat(32));
    assertThatThrownBy(
            () -> FileManifests.sign("demo", 13, other, file(), HOTKEY, Optional.empty(), NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("manifest field rows cannot be: 120");
  }

  @Test
  void aManifestIsSignedBetween1970And9999() {
    ObjectKey key = ObjectKey.of(SourceId.X, HOTKEY.hotkey(), NOW, 120, "ab".repeat(32));
    for (Instant never : List.of(Instant.ofEpochMilli(-1), Instant.ofEpochMilli(Long.MAX_VALUE))) {
      assertThatThrownBy(
              () -> FileManifests.sign("demo", 13, key, file(), HOTKEY, Optional.empty(), never))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("manifest field signedAt cannot be: " + never);
    }
  }

  private static void assertGrantRefused(SignedGrant grant, String message) {
    assertReason(sign(SESSION, Optional.of(grant)), "demo", 13, Reason.GRANT_INVALID, message);
  }

  private static void assertReason(
      SignedManifest signed, String audience, int netuid, Reason reason, String message) {
    assertThatThrownBy(() -> FileManifests.verify(signed, audience, netuid))
        .isInstanceOfSatisfying(
            ManifestException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(message);
  }

  private static SignedManifest sign(LocalSigner signer, Optional<SignedGrant> grant) {
    return FileManifests.sign("demo", 13, key(), file(), signer, grant, NOW);
  }

  private static SignedManifest again(SignedManifest signed) throws MalformedBytesException {
    return SignedManifest.decode(signed.encode());
  }

  private static SignedGrant grant(Purpose purpose, SourceId source, Instant from) {
    SessionGrant grant =
        new SessionGrant(
            "demo",
            13,
            Octets.of(new byte[16]),
            HOTKEY.hotkey(),
            Octets.of(SESSION.publicKey()),
            purpose,
            Set.of(source),
            from.minusSeconds(60),
            from.plus(Duration.ofDays(1)));
    byte[] body = grant.encode();
    return new SignedGrant(Octets.of(body), Octets.of(HOTKEY.sign(SigningDomain.GRANT, body)));
  }

  private static ObjectKey key() {
    return FileManifests.keyOf(file(), HOTKEY.hotkey(), NOW);
  }

  private static EncodedFile file() {
    Octets digest = Octets.ofHex("ab".repeat(32));
    return new EncodedFile(
        Path.of("spool"), SourceId.X, 90_000, 80_000, 65_536, 120, 1, 2, digest, digest, 2);
  }

  private static LocalSigner signer(int seed) {
    byte[] secret = new byte[32];
    secret[0] = (byte) seed;
    return LocalSigner.fromMiniSecret(secret);
  }

  private static <T> T avro(Class<T> type, byte[] bytes) throws IOException {
    return new SpecificDatumReader<>(type)
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}
