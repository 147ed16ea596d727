package io.tributary.hotkey.identity;

import static io.tributary.hotkey.Vectors.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.hotkey.Vectors;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519KeysTest {

  static Stream<JsonNode> valid() {
    return Vectors.group("ed25519_valid");
  }

  static Stream<JsonNode> signatures() {
    return Stream.concat(valid(), Vectors.group("ed25519_invalid"));
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void verifiesAsTheReferencesDo(JsonNode c) {
    assertThat(
            Ed25519Keys.verify(bytes(c, "publicKey"), bytes(c, "message"), bytes(c, "signature")))
        .isEqualTo(c.get("expect").asBoolean());
  }

  @ParameterizedTest
  @MethodSource("valid")
  void signsByteForByte(JsonNode c) {
    byte[] seed = bytes(c, "seed");
    assertThat(Ed25519Keys.publicKey(seed)).isEqualTo(bytes(c, "publicKey"));
    assertThat(Ed25519Keys.sign(seed, bytes(c, "message"))).isEqualTo(bytes(c, "signature"));
  }

  /** Points whose order divides 8, in every encoding that a lax decoder takes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      })
  void refusesKeysOfSmallOrder(String hex) {
    byte[] key = HexFormat.of().parseHex(hex);
    byte[] signature = new byte[64];
    signature[0] = 1;
    for (int message = 0; message < 16; message++) {
      assertThat(Ed25519Keys.verify(key, new byte[] {(byte) message}, signature)).isFalse();
    }
  }

  @Test
  void refusesASeedOfAnotherLength() {
    assertThatThrownBy(() -> Ed25519Keys.publicKey(new byte[64]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an ed25519 seed has 32 bytes, not 64");
    assertThatThrownBy(() -> Ed25519Keys.sign(new byte[31], new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an ed25519 seed has 32 bytes, not 31");
  }
}
