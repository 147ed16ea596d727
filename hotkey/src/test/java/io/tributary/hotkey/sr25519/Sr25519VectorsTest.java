package io.tributary.hotkey.sr25519;

import static io.tributary.hotkey.Vectors.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.hotkey.FixedRandom;
import io.tributary.hotkey.Vectors;
import io.tributary.hotkey.identity.Ss58;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Sr25519VectorsTest {

  static Stream<JsonNode> signatures() {
    return Stream.concat(Vectors.group("sr25519_valid"), Vectors.group("sr25519_invalid"));
  }

  static Stream<JsonNode> edges() {
    return Vectors.group("sr25519_edge_reference_accepts");
  }

  static Stream<JsonNode> deterministic() {
    return Vectors.group("sr25519_sign_deterministic");
  }

  static Stream<JsonNode> taoHeaders() {
    return Vectors.group("tao_v2_headers");
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void verifiesAsTheReferenceDoes(JsonNode c) {
    byte[] key = bytes(c, "publicKey");
    byte[] message = bytes(c, "message");
    byte[] signature = bytes(c, "signature");
    assertThat(Sr25519.verify(key, message, signature)).isEqualTo(c.get("expect").asBoolean());
    assertThat(PreparedKey.of(key).map(prepared -> prepared.verify(message, signature)))
        .isIn(Optional.of(c.get("expect").asBoolean()), Optional.empty())
        .satisfies(held -> assertThat(held.orElse(false)).isEqualTo(c.get("expect").asBoolean()));
    assertThat(Sr25519.verifyWallet(key, message, signature))
        .isEqualTo(c.get("expectWallet").asBoolean());
  }

  @ParameterizedTest
  @MethodSource("edges")
  void refusesTheNeutralKeyAndNothingElseThatTheReferenceAccepts(JsonNode c) {
    byte[] key = bytes(c, "publicKey");
    boolean neutral = HexFormat.of().formatHex(key).matches("0+");
    assertThat(Sr25519.verify(key, bytes(c, "message"), bytes(c, "signature"))).isEqualTo(!neutral);
    assertThat(PreparedKey.of(key).isPresent()).isEqualTo(!neutral);
  }

  @ParameterizedTest
  @MethodSource("deterministic")
  void signsByteForByteLikeTheReference(JsonNode c) {
    Sr25519SecretKey key = Sr25519SecretKey.fromMiniSecret(bytes(c, "miniSecretSeed"));
    byte[] message = bytes(c, "message");
    byte[] signature = key.sign(message, new FixedRandom(bytes(c, "rng32")));
    assertThat(signature).isEqualTo(bytes(c, "signature"));
    assertThat(Sr25519.verify(key.publicKey(), message, signature)).isTrue();
    assertThat(PreparedKey.of(key.publicKey()).orElseThrow().verify(message, signature)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("taoHeaders")
  void verifiesTaoHeaders(JsonNode c) throws Exception {
    JsonNode headers = c.get("headers");
    byte[] key = Ss58.decode(headers.get("X-Tao-Signed-By").asText());
    byte[] message = c.get("signedMessageText").asText().getBytes(StandardCharsets.UTF_8);
    byte[] signature = Base64.getDecoder().decode(headers.get("X-Tao-Signature").asText());
    assertThat(Sr25519.verify(key, message, signature)).isEqualTo(c.get("expect").asBoolean());
  }
}
