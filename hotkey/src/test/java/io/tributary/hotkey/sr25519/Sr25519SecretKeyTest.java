package io.tributary.hotkey.sr25519;

import static io.tributary.hotkey.Vectors.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.hotkey.Vectors;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Sr25519SecretKeyTest {

  /** Seeds and the keys that they expand to. */
  static Stream<JsonNode> seeds() {
    return Vectors.group("mnemonic");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void expandsSeedsAsTheReferenceDoes(JsonNode c) {
    JsonNode expected = c.get("sr25519");
    byte[] secretKey = bytes(expected, "secretKeyCanonical");
    Sr25519SecretKey key = Sr25519SecretKey.fromMiniSecret(bytes(c, "miniSecretSeed"));
    assertThat(key.toBytes()).isEqualTo(secretKey);
    assertThat(key.publicKey()).isEqualTo(bytes(expected, "publicKey"));
    assertThat(Sr25519SecretKey.fromSecretKey(secretKey).publicKey()).isEqualTo(key.publicKey());
    assertThatThrownBy(
            () -> Sr25519SecretKey.fromSecretKey(bytes(expected, "secretKeyEd25519Form")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("polkadot-js");
  }

  @Test
  void refusesWrongLengthsAndTheZeroScalar() {
    assertThatThrownBy(() -> Sr25519SecretKey.fromMiniSecret(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 bytes, not 31");
    assertThatThrownBy(() -> Sr25519SecretKey.fromSecretKey(new byte[63]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a secret key has 64 bytes, not 63");
    assertThatThrownBy(() -> Sr25519SecretKey.fromSecretKey(new byte[64]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not canonical");
  }

  @Test
  void aDestroyedKeyIsOverwrittenAndSignsNoMore() {
    Sr25519SecretKey key = Sr25519SecretKey.fromMiniSecret(new byte[32]);
    byte[] publicKey = key.publicKey();
    key.destroy();
    assertThat(key.isDestroyed()).isTrue();
    assertThat(key.publicKey()).isEqualTo(publicKey);
    assertThatThrownBy(() -> key.sign(new byte[1], new SecureRandom()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this secret key was destroyed");
    assertThatThrownBy(key::toBytes)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this secret key was destroyed");
  }

  @Test
  void showsNothingOfTheSecret() {
    Sr25519SecretKey key = Sr25519SecretKey.fromMiniSecret(new byte[32]);
    String secret = HexFormat.of().formatHex(key.toBytes());
    assertThat(key.toString()).isEqualTo("Sr25519SecretKey[redacted]").doesNotContain(secret);
  }
}
