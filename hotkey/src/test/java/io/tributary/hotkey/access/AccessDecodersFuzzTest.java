package io.tributary.hotkey.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Any bytes give a value or the one exception that says what is wrong; and what is read is written
 * back byte for byte, so that no value has two forms.
 */
class AccessDecodersFuzzTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final LocalSigner MINER = signer(1);
  private static final LocalSigner SESSION = signer(3);
  private static final SignedGrant GRANT =
      SessionGrants.issue(
          MINER,
          "main",
          13,
          SESSION.publicKey(),
          Purpose.ACCESS,
          Set.of(SourceId.X, SourceId.REDDIT),
          NOW,
          NOW.plus(Duration.ofDays(1)),
          new Random(5));
  private static final SignedRevocation REVOCATION =
      SignedRevocation.sign(
          new Revocation(
              "main", 13, MINER.hotkey(), Optional.of(Octets.of(SESSION.publicKey())), NOW),
          MINER);

  private static Path folder;

  /** One decoder: bytes to value to bytes again. */
  private interface Decoder {
    byte[] again(byte[] bytes) throws MalformedBytesException;
  }

  private static final Decoder GRANT_BODY = bytes -> SessionGrant.decode(bytes).encode();
  private static final Decoder GRANT_ENVELOPE = bytes -> SignedGrant.decode(bytes).encode();
  private static final Decoder BODY = bytes -> Revocation.decode(bytes).encode();
  private static final Decoder ENVELOPE = bytes -> SignedRevocation.decode(bytes).encode();

  private static LocalSigner signer(int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return LocalSigner.fromMiniSecret(secret);
  }

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("fuzz");
  }

  @AfterContainer
  static void deleteFolder() throws IOException {
    Files.deleteIfExists(folder.resolve("file"));
    Files.delete(folder);
  }

  @Property(tries = 2000)
  void anyBytes(@ForAll @Size(max = 300) byte[] bytes) {
    for (Decoder decoder : new Decoder[] {GRANT_BODY, GRANT_ENVELOPE, BODY, ENVELOPE}) {
      canonicalOrMalformed(decoder, bytes);
    }
  }

  @Property(tries = 2000)
  void changedBytes(
      @ForAll @IntRange(max = 10_000) int at,
      @ForAll @IntRange(max = 255) int to,
      @ForAll @IntRange(max = 10_000) int length) {
    canonicalOrMalformed(GRANT_BODY, changed(GRANT.body().bytes(), at, to, length));
    canonicalOrMalformed(GRANT_ENVELOPE, changed(GRANT.encode(), at, to, length));
    canonicalOrMalformed(BODY, changed(REVOCATION.body().bytes(), at, to, length));
    canonicalOrMalformed(ENVELOPE, changed(REVOCATION.encode(), at, to, length));
  }

  @Property(tries = 500)
  void aChangedRevocationNeverVerifies(
      @ForAll @IntRange(max = 10_000) int at, @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] bytes = REVOCATION.encode();
    bytes[at % bytes.length] ^= (byte) change;
    try {
      SignedRevocation.decode(bytes).verify();
    } catch (MalformedBytesException | InvalidSignatureException e) {
      assertThat(e).hasMessageNotContaining(REVOCATION.signature().hex());
      return;
    }
    throw new AssertionError("a changed revocation was accepted");
  }

  @Property(tries = 1000)
  void changedLinesAndFiles(
      @ForAll @IntRange(max = 10_000) int at,
      @ForAll @IntRange(max = 255) int to,
      @ForAll @IntRange(max = 10_000) int length)
      throws Exception {
    byte[] line = changed(RevocationFile.toLine(REVOCATION), at, to, length);
    try {
      RevocationFile.fromLine(line);
    } catch (MalformedBytesException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    Path file = folder.resolve("file");
    GrantFile.write(file, GRANT);
    Files.write(file, changed(Files.readAllBytes(file), at, to, length));
    try {
      GrantFile.read(file);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("not a grant");
    }
  }

  @Property(tries = 500)
  void anyTextOfALine(@ForAll @Size(max = 3000) byte[] line) {
    try {
      RevocationFile.fromLine(line);
    } catch (MalformedBytesException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static byte[] changed(byte[] bytes, int at, int to, int length) {
    byte[] changed = bytes.clone();
    changed[at % changed.length] = (byte) to;
    // Every fourth is cut or lengthened too.
    return length % 4 == 0 ? Arrays.copyOf(changed, length % (changed.length + 8)) : changed;
  }

  private static void canonicalOrMalformed(Decoder decoder, byte[] bytes) {
    assertThatCode(
            () -> {
              try {
                assertThat(decoder.again(bytes)).isEqualTo(bytes);
              } catch (MalformedBytesException e) {
                assertThat(e.getMessage()).isNotBlank();
              }
            })
        .doesNotThrowAnyException();
  }
}
