package io.tributary.hotkey.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.avro.RevocationBody;
import io.tributary.schemas.avro.SignedRevocationEnvelope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevocationTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final LocalSigner MINER = signer(1);
  private static final LocalSigner OTHER_MINER = signer(2);
  private static final LocalSigner SESSION = signer(3);
  private static final LocalSigner OTHER_SESSION = signer(4);

  /**
   * The vector of docs/auth.md: the miner's mini secret is 32 bytes 01, the session's 32 bytes 03.
   */
  private static final String BODY =
      "020c747269622d311a60354363797178586e4a756361436e5151767655673545"
          + "507a6a31756f4e417841435a767a417248773561564476674e4802408ee50414"
          + "8e75c34e8f051899b3c6e4241ff18dc1c9211260b6a6a434bedb485f808885b2"
          + "c068";

  private static final String SIGNATURE =
      "902726584c4dbb18c8ddaaade49afff5bd2c9109be09288f32956cde514c832d"
          + "edb4f50b50552411ba428e5813ec9dbb034e0cca0724ef0b37cac7e7e279b680";

  private static LocalSigner signer(int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return LocalSigner.fromMiniSecret(secret);
  }

  private static Revocation ofSession() {
    return new Revocation("main", 13, MINER.hotkey(), Optional.of(key(SESSION)), NOW);
  }

  private static Revocation ofAll() {
    return new Revocation("main", 13, MINER.hotkey(), Optional.empty(), NOW);
  }

  private static Octets key(LocalSigner signer) {
    return Octets.of(signer.publicKey());
  }

  private static SessionGrant grant(
      LocalSigner by, LocalSigner to, String audience, int netuid, Instant from) throws Exception {
    SignedGrant signed =
        SessionGrants.issue(
            by,
            audience,
            netuid,
            to.publicKey(),
            Purpose.BATCH,
            Set.of(SourceId.X),
            from,
            from.plus(Duration.ofDays(10)),
            new Random(5));
    return SessionGrant.decode(signed.body().bytes());
  }

  @Test
  void aSessionKeysGrantsEndPastAndFuture() throws Exception {
    assertThat(ofSession().covers(grant(MINER, SESSION, "main", 13, NOW))).isTrue();
    Instant later = NOW.plus(Duration.ofDays(400));
    assertThat(ofSession().covers(grant(MINER, SESSION, "main", 13, later))).isTrue();
    assertThat(ofSession().covers(grant(MINER, OTHER_SESSION, "main", 13, NOW))).isFalse();
  }

  @Test
  void allGrantsThatHaveBegunEnd() throws Exception {
    assertThat(ofAll().covers(grant(MINER, SESSION, "main", 13, NOW))).isTrue();
    assertThat(ofAll().covers(grant(MINER, OTHER_SESSION, "main", 13, NOW.minusMillis(1))))
        .isTrue();
    assertThat(ofAll().covers(grant(MINER, SESSION, "main", 13, NOW.plusMillis(1)))).isFalse();
  }

  @Test
  void grantsOfOthersElsewhereGoOn() throws Exception {
    for (Revocation revocation : new Revocation[] {ofSession(), ofAll()}) {
      assertThat(revocation.covers(grant(OTHER_MINER, SESSION, "main", 13, NOW))).isFalse();
      assertThat(revocation.covers(grant(MINER, SESSION, "test", 13, NOW))).isFalse();
      assertThat(revocation.covers(grant(MINER, SESSION, "main", 14, NOW))).isFalse();
    }
  }

  @Test
  void includesIsWhatCoversTheSameAndMore() {
    assertThat(ofSession().includes(ofSession())).isTrue();
    assertThat(ofSession().includes(ofAll())).isFalse();
    assertThat(ofAll().includes(ofSession())).as("future grants of the key").isFalse();
    Revocation earlier =
        new Revocation("main", 13, MINER.hotkey(), Optional.empty(), NOW.minusMillis(1));
    assertThat(ofAll().includes(earlier)).isTrue();
    assertThat(earlier.includes(ofAll())).isFalse();
    Revocation sessionLater =
        new Revocation("main", 13, MINER.hotkey(), Optional.of(key(SESSION)), NOW.plusSeconds(1));
    assertThat(ofSession().includes(sessionLater)).isTrue();
    Revocation elsewhere =
        new Revocation("test", 13, MINER.hotkey(), Optional.of(key(SESSION)), NOW);
    assertThat(ofSession().includes(elsewhere)).isFalse();
  }

  @Test
  void onlyTheHotkeyItselfRevokes() throws Exception {
    assertThat(SignedRevocation.sign(ofSession(), MINER).verify()).isEqualTo(ofSession());
    assertThat(SignedRevocation.sign(ofAll(), MINER).verify()).isEqualTo(ofAll());
    for (LocalSigner stranger : new LocalSigner[] {OTHER_MINER, SESSION}) {
      SignedRevocation forged = SignedRevocation.sign(ofSession(), stranger);
      assertThatThrownBy(forged::verify)
          .isInstanceOf(InvalidSignatureException.class)
          .hasMessageNotContaining(forged.signature().hex());
    }
  }

  @Test
  void noSignatureOfAnotherKindIsOneOfARevocation() {
    byte[] body = ofSession().encode();
    for (SigningDomain domain : SigningDomain.values()) {
      SignedRevocation signed =
          new SignedRevocation(Octets.of(body), Octets.of(MINER.sign(domain, body)));
      if (domain != SigningDomain.REVOCATION) {
        assertThatThrownBy(signed::verify).isInstanceOf(InvalidSignatureException.class);
      }
    }
  }

  @Test
  void aGrantAndARevocationAreNeverTakenForEachOther() throws Exception {
    SignedGrant grant =
        SessionGrants.issue(
            MINER,
            "main",
            13,
            SESSION.publicKey(),
            Purpose.ACCESS,
            Set.of(SourceId.X),
            NOW,
            NOW.plusSeconds(60),
            new Random(5));
    assertThatThrownBy(() -> new SignedRevocation(grant.body(), grant.signature()).verify())
        .isInstanceOf(MalformedBytesException.class);
    SignedRevocation revocation = SignedRevocation.sign(ofSession(), MINER);
    assertThatThrownBy(
            () ->
                GrantVerifier.verify(
                    new SignedGrant(revocation.body(), revocation.signature()),
                    MINER.hotkey(),
                    SESSION.publicKey(),
                    Purpose.ACCESS,
                    NOW,
                    "main",
                    13))
        .isInstanceOf(GrantException.class)
        .hasMessageContaining("SIGNATURE_INVALID");
  }

  @Test
  void theBytesAreAvro() throws Exception {
    for (Revocation revocation : new Revocation[] {ofSession(), ofAll()}) {
      RevocationBody avro =
          new RevocationBody(
              1,
              "main",
              13,
              MINER.hotkey().address(),
              revocation.sessionKey().map(key -> ByteBuffer.wrap(key.bytes())).orElse(null),
              NOW.toEpochMilli());
      assertThat(revocation.encode()).isEqualTo(avro(avro));
      assertThat(Revocation.decode(revocation.encode())).isEqualTo(revocation);
    }
    SignedRevocation signed = SignedRevocation.sign(ofSession(), MINER);
    SignedRevocationEnvelope envelope =
        new SignedRevocationEnvelope(
            ByteBuffer.wrap(signed.body().bytes()), ByteBuffer.wrap(signed.signature().bytes()));
    assertThat(signed.encode()).isEqualTo(avro(envelope));
    assertThat(SignedRevocation.decode(signed.encode())).isEqualTo(signed);
  }

  private static byte[] avro(SpecificRecordBase value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new SpecificDatumWriter<>(value.getSchema()).write(value, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  /** What docs/auth.md shows, for another implementation to check. */
  @Test
  void goldenBytes() throws Exception {
    Revocation revocation =
        new Revocation("trib-1", 13, MINER.hotkey(), Optional.of(key(SESSION)), NOW);
    assertThat(HexFormat.of().formatHex(revocation.encode())).isEqualTo(BODY);
    SignedRevocation signed =
        SignedRevocation.decode(HexFormat.of().parseHex("c401" + BODY + "8001" + SIGNATURE));
    assertThat(signed.verify()).isEqualTo(revocation);
    assertThat(signed.digest().hex())
        .isEqualTo("d3df0503ca04f17cff9daa5f2250807ec3d544c66f417168e39fe177a7be65c4");
    String docs = Files.readString(Path.of("..", "docs", "auth.md")).replaceAll("\\s", "");
    assertThat(docs).contains("c401" + BODY + "8001" + SIGNATURE).contains(signed.digest().hex());
  }

  @Test
  void aFileIsOneLineForPeopleAndMachines(@TempDir Path folder) throws Exception {
    for (Revocation revocation : new Revocation[] {ofSession(), ofAll()}) {
      SignedRevocation signed = SignedRevocation.sign(revocation, MINER);
      Path file = folder.resolve("revocation.json");
      RevocationFile.write(file, signed);
      assertThat(RevocationFile.read(file)).isEqualTo(signed);
      assertThat(Files.readString(file))
          .endsWith("}\n")
          .containsOnlyOnce("\n")
          .contains(MINER.hotkey().address(), "\"main\"", "2026-11-22T12:00:00Z")
          .contains(revocation.sessionKey().map(Octets::hex).orElse("\"all\""));
      assertThat(Files.size(file)).isLessThan(RevocationFile.MOST_BYTES);
    }
    Files.writeString(folder.resolve("other"), "{\"revocation\":\"AAAA\",\"more\":1}");
    assertThatThrownBy(() -> RevocationFile.read(folder.resolve("other")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other: not a revocation: a field that is none of");
    Files.writeString(folder.resolve("long"), "{\"revocation\":\"" + "A".repeat(3000) + "\"}");
    assertThatThrownBy(() -> RevocationFile.read(folder.resolve("long")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer than the 2048 bytes of a line");
  }

  @Test
  void whatIsNoRevocationIsRefused() {
    byte[] body = ofSession().encode();
    byte[] version = body.clone();
    version[0] = 4;
    refused(version, "a revocation of version 2, not 1");
    refused(Arrays.copyOf(body, body.length + 1), "1 bytes too many");
    refused(Arrays.copyOf(body, body.length - 1), "the end too early");
    refused(new byte[0], "the end too early");
    assertThatThrownBy(() -> new Revocation("main", 65_536, MINER.hotkey(), Optional.empty(), NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("between 0 and 65535");
    assertThatThrownBy(() -> new Revocation("ma in", 13, MINER.hotkey(), Optional.empty(), NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("letters, digits");
    Octets shortKey = Octets.of(new byte[31]);
    assertThatThrownBy(() -> new Revocation("main", 13, MINER.hotkey(), Optional.of(shortKey), NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a session key has 32 bytes");
    assertThatThrownBy(
            () -> new SignedRevocation(Octets.of(new byte[257]), Octets.of(new byte[64])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 256 bytes");
  }

  @Test
  void anAddressWithoutItsChecksumIsMalformed() {
    String address = MINER.hotkey().address();
    char last = address.charAt(47) == 'a' ? 'b' : 'a';
    Hotkey wrong = new Hotkey(address.substring(0, 47) + last);
    SignedRevocation signed =
        SignedRevocation.sign(new Revocation("main", 13, wrong, Optional.empty(), NOW), MINER);
    assertThatThrownBy(signed::verify).isInstanceOf(MalformedBytesException.class);
  }

  private static void refused(byte[] body, String message) {
    assertThatThrownBy(() -> Revocation.decode(body))
        .isInstanceOf(MalformedBytesException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aRevocationShowsOnlyItsDigest() {
    SignedRevocation signed = SignedRevocation.sign(ofAll(), MINER);
    assertThat(signed.toString())
        .isEqualTo("SignedRevocation[" + signed.digest().hex() + "]")
        .doesNotContain(signed.signature().hex());
  }
}
