package io.tributary.hotkey.phrase;

import static io.tributary.hotkey.Vectors.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.hotkey.Vectors;
import io.tributary.hotkey.identity.Ed25519Keys;
import io.tributary.hotkey.sr25519.Sr25519;
import io.tributary.hotkey.sr25519.Sr25519SecretKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SecretUriTest {

  private static final String PHRASE =
      "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

  static Stream<JsonNode> derivations() {
    return Vectors.group("derivation");
  }

  @ParameterizedTest
  @MethodSource("derivations")
  void derivesAsTheReferenceDoes(JsonNode c) throws Exception {
    SecretUri secret = SecretUri.parse(c.get("suri").asText().toCharArray());
    JsonNode expected = c.get("sr25519");
    Sr25519SecretKey key = secret.sr25519();
    assertThat(key.publicKey()).isEqualTo(bytes(expected, "publicKey"));
    assertThat(Arrays.copyOf(key.toBytes(), 32)).isEqualTo(bytes(expected, "scalarCanonical"));
    byte[] message = bytes(expected, "message");
    assertThat(Sr25519.verify(key.publicKey(), message, bytes(expected, "signature"))).isTrue();
    assertThat(Sr25519.verify(key.publicKey(), message, key.sign(message, new SecureRandom())))
        .isTrue();
    if (c.get("ed25519HardOnly").isNull()) {
      refusesEd25519(secret);
    } else {
      assertThat(Ed25519Keys.publicKey(secret.ed25519Seed()))
          .isEqualTo(bytes(c.get("ed25519HardOnly"), "publicKey"));
    }
    String path = c.get("suri").asText().substring(PHRASE.length()).replaceFirst("///.*", "");
    List<Junction> junctions = DerivationPath.parse(path).junctions();
    assertThat(junctions).hasSize(c.get("junctions").size());
    for (int i = 0; i < junctions.size(); i++) {
      assertThat(junctions.get(i).isHard())
          .isEqualTo(c.get("junctions").get(i).get("hard").asBoolean());
      assertThat(junctions.get(i).chainCode())
          .isEqualTo(bytes(c.get("junctions").get(i), "chainCode"));
    }
  }

  private static void refusesEd25519(SecretUri secret) {
    assertThatThrownBy(secret::ed25519Seed)
        .isInstanceOf(InvalidPhraseException.class)
        .hasMessageStartingWith("SOFT_JUNCTION: ");
  }

  @Test
  void aSeedTakesAPathAsAPhraseDoes() throws Exception {
    byte[] seed = RecoveryPhrase.parse(PHRASE.toCharArray()).miniSecret(new char[0]);
    String hex = "0x" + HexFormat.of().formatHex(seed);
    SecretUri bySeed = SecretUri.parse((hex + "//hard/soft").toCharArray());
    SecretUri byPhrase =
        SecretUri.parse((PHRASE + "\n").toCharArray()).then(DerivationPath.parse("//hard/soft"));
    assertThat(bySeed.sr25519().toBytes()).isEqualTo(byPhrase.sr25519().toBytes());
    assertThat(bySeed.isRoot()).isFalse();
    SecretUri root = SecretUri.parse(hex.toCharArray());
    assertThat(root.isRoot()).isTrue();
    assertThat(root.rootSeed()).isEqualTo(seed);
    assertThat(root.toString()).isEqualTo("SecretUri[redacted]");
    root.destroy();
    assertThatThrownBy(root::sr25519)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this secret was destroyed");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0000000000000000000000000000000000000000000000000000000000000000",
    "+7,0700000000000000000000000000000000000000000000000000000000000000",
    "0007,0700000000000000000000000000000000000000000000000000000000000000",
    "18446744073709551615,ffffffffffffffff000000000000000000000000000000000000000000000000",
    "18446744073709551616,503138343436373434303733373039353531363136000000000000000000000000",
    "+,042b000000000000000000000000000000000000000000000000000000000000",
    "-1,082d310000000000000000000000000000000000000000000000000000000000",
  })
  void numbersAreThoseOfRust(String name, String chainCode) {
    assertThat(HexFormat.of().formatHex(Junction.of(true, name).chainCode()))
        .startsWith(chainCode.substring(0, Math.min(42, chainCode.length())));
  }

  @Test
  void longNamesAreHashedWithTheirLength() {
    for (int length : new int[] {32, 63, 64, 16383, 16384}) {
      byte[] name = "n".repeat(length).getBytes(StandardCharsets.UTF_8);
      int mode = length < 64 ? 0 : length < 16384 ? 1 : 2;
      int prefixBytes = mode == 2 ? 4 : mode + 1;
      byte[] encoded = new byte[prefixBytes + length];
      for (int i = 0; i < prefixBytes; i++) {
        encoded[i] = (byte) (((length << 2) | mode) >>> (8 * i));
      }
      System.arraycopy(name, 0, encoded, prefixBytes, length);
      assertThat(Junction.of(false, "n".repeat(length)).chainCode())
          .isEqualTo(Junction.blake2b256(encoded));
    }
    assertThat(Junction.of(false, "n".repeat(31)).chainCode()).startsWith(124, 'n').endsWith('n');
  }

  @ParameterizedTest
  @CsvSource({
    "'',WORD_COUNT",
    "//Alice,WORD_COUNT",
    "0x,SEED",
    "0x00,SEED",
    "0xg000000000000000000000000000000000000000000000000000000000000000,SEED",
    "0x0000000000000000000000000000000000000000000000000000000000000000///p,PASSWORD",
    "bottom//,PATH",
    "bottom/,PATH",
    "bottom/a//,PATH",
    "bottom/a//b/,PATH",
    "bottom bottom,WORD_COUNT",
    "bottom///password,WORD_COUNT",
  })
  void refusesOtherTexts(String text, PhraseFault reason) {
    assertThatThrownBy(() -> SecretUri.parse(text.toCharArray()))
        .isInstanceOfSatisfying(
            InvalidPhraseException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageNotContaining("bottom");
  }
}
