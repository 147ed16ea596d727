package io.tributary.hotkey.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.Vectors;
import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyType;
import io.tributary.hotkey.phrase.RecoveryPhrase;
import io.tributary.hotkey.phrase.SecretUri;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCommandsTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Stream<ObjectNode> signatures() {
    Stream<ObjectNode> sr25519 =
        Stream.of("sr25519_valid", "sr25519_invalid")
            .flatMap(Vectors::group)
            .map(c -> line("sr25519", c).put("expect", c.get("expect").asBoolean()));
    Stream<ObjectNode> ed25519 =
        Stream.of("ed25519_valid", "ed25519_invalid")
            .flatMap(Vectors::group)
            .map(c -> line("ed25519", c).put("expect", c.get("expect").asBoolean()));
    Stream<ObjectNode> edges =
        Vectors.group("sr25519_edge_reference_accepts")
            .map(c -> line("sr25519", c).put("expect", c.get("id").asText().equals("se-3")));
    return Stream.of(sr25519, ed25519, edges).flatMap(s -> s);
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void keyVerifyAnswersTheRawVerification(ObjectNode line) {
    boolean expected = line.remove("expect").asBoolean();
    assertThat(new KeyVerify().apply(line.toString())).isEqualTo("{\"valid\":" + expected + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "7",
        "{",
        "{}",
        "{} {}",
        "not JSON",
        "{\"type\":\"sr25519\"}",
        "{\"type\":\"sr25519\",\"publicKey\":\"0\",\"message\":\"\",\"signature\":\"\"}",
        "{\"type\":\"sr25519\",\"publicKey\":\"zz\",\"message\":\"\",\"signature\":\"\"}",
        "{\"type\":\"sr25519\",\"publicKey\":\"\",\"message\":7,\"signature\":\"\"}",
        "{\"type\":\"ecdsa\",\"publicKey\":\"\",\"message\":\"\",\"signature\":\"\"}",
        "{\"type\":\"sr25519\",\"type\":\"ed25519\",\"publicKey\":\"\",\"message\":\"\"}",
      })
  void keyVerifyAnswersLinesOfAnotherForm(String line) {
    assertThat(new KeyVerify().apply(line)).isEqualTo("{\"valid\":false,\"reason\":\"MALFORMED\"}");
    assertThat(new KeySs58().apply(line)).isEqualTo("{\"reason\":\"MALFORMED\"}");
  }

  @Test
  void keySs58AnswersKeyOrReason() {
    Vectors.group("ss58_encode")
        .forEach(
            c -> {
              String expected =
                  c.get("prefix").asInt() == 42
                      ? "{\"publicKey\":\"" + c.get("publicKey").asText() + "\"}"
                      : "{\"reason\":\"PREFIX\"}";
              assertThat(new KeySs58().apply(address(c))).isEqualTo(expected);
            });
    Vectors.group("ss58_decode_invalid")
        .forEach(c -> assertThat(new KeySs58().apply(address(c))).startsWith("{\"reason\":\""));
  }

  @Test
  void keyNewInspectAndSignFitTogether(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("hotkey");
    JsonNode created = MAPPER.readTree(KeyNew.create(file, new SecureRandom()));
    KeyFile key = KeyFile.read(file);
    assertThat(MAPPER.readTree(KeyInspect.describe(key))).isEqualTo(created);
    assertThat(created.get("type").asText()).isEqualTo("sr25519");
    assertThat(created.get("canSign").asBoolean()).isTrue();
    assertThat(created.size()).isEqualTo(4);
    JsonNode signed = MAPPER.readTree(KeySign.sign(key, "hello", new SecureRandom()));
    ObjectNode line = MAPPER.createObjectNode().put("type", "sr25519").put("message", "68656c6c6f");
    line.set("publicKey", created.get("publicKey"));
    line.set("signature", signed.get("signature"));
    assertThat(new KeyVerify().apply(line.toString())).isEqualTo("{\"valid\":true}");
    assertThat(new KeySs58().apply(address(created)))
        .isEqualTo("{\"publicKey\":\"" + created.get("publicKey").asText() + "\"}");
  }

  @Test
  void keyDeriveWritesAFileOfTheSameKey(@TempDir Path folder) throws Exception {
    int number = 0;
    for (JsonNode c : Vectors.group("derivation").toList()) {
      for (KeyType type : KeyType.values()) {
        String field = type == KeyType.SR25519 ? "sr25519" : "ed25519HardOnly";
        if (c.get(field).isNull()) {
          continue;
        }
        Path file = folder.resolve("key" + number++);
        SecretUri secret = SecretUri.parse(c.get("suri").asText().toCharArray());
        String derived = KeyDerive.derive(secret, type, Optional.of(file));
        assertThat(derived).isEqualTo(KeyDerive.derive(secret, type, Optional.empty()));
        JsonNode answer = MAPPER.readTree(derived);
        assertThat(answer.get("publicKey")).isEqualTo(c.get(field).get("publicKey"));
        assertThat(answer.get("address")).isEqualTo(c.get(field).get("address"));
        assertThat(answer.get("type").asText()).isEqualTo(type.label());
        KeyFile read = KeyFile.read(file);
        assertThat(read.type()).isEqualTo(type);
        assertThat(read.canSign()).isTrue();
        assertThat(read.hotkey().address()).isEqualTo(answer.get("address").asText());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void keyNewOfAPhraseIsTheKeyOfThePhrase(@TempDir Path folder) throws Exception {
    RecoveryPhrase phrase = RecoveryPhrase.generate(12, new SecureRandom());
    String created = KeyNew.create(folder.resolve("hotkey"), phrase);
    String derived =
        KeyDerive.derive(SecretUri.parse(phrase.words()), KeyType.SR25519, Optional.empty());
    assertThat(MAPPER.readTree(created).get("address"))
        .isEqualTo(MAPPER.readTree(derived).get("address"));
    assertThat(folder.resolve("hotkey")).content().doesNotContain("secretPhrase");
  }

  private static ObjectNode line(String type, JsonNode c) {
    ObjectNode line = MAPPER.createObjectNode().put("type", type);
    for (String field : new String[] {"publicKey", "message", "signature"}) {
      line.set(field, c.get(field));
    }
    return line;
  }

  private static String address(JsonNode c) {
    return MAPPER.createObjectNode().put("address", c.get("address").asText()).toString();
  }
}
