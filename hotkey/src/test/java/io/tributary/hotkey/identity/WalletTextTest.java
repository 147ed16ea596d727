package io.tributary.hotkey.identity;

import static io.tributary.hotkey.Vectors.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.hotkey.Vectors;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WalletTextTest {

  static Stream<JsonNode> texts() {
    return Vectors.group("btwallet_sign_data");
  }

  static Stream<String> errors() {
    return Vectors.group("btwallet_sign_data_errors").map(JsonNode::asText);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void signsTheBytesThatBtwalletSigns(JsonNode c) {
    assertThat(WalletText.bytesToSign(c.get("inputStr").asText()))
        .isEqualTo(bytes(c, "signedBytes"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void refusesBadHex(String text) {
    assertThatThrownBy(() -> WalletText.bytesToSign(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a text that starts with 0x must be hex after it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exactly thirty-two ASCII letters", "0x"})
  void refusesWhatMayBeADigest(String prefix) {
    String text = prefix.length() == 32 ? prefix : prefix + "ab".repeat(32);
    assertThatThrownBy(() -> WalletText.bytesToSign(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a message of 32 bytes may be a digest");
  }

  @ParameterizedTest
  @EnumSource(SigningDomain.class)
  void refusesWhatMayBeAStructure(SigningDomain domain) {
    String hex = "0x" + HexFormat.of().formatHex(domain.message("grant".getBytes(UTF_8)));
    assertThatThrownBy(() -> WalletText.bytesToSign(hex))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a message that starts with " + domain.tag() + " is not signed as text");
  }
}
