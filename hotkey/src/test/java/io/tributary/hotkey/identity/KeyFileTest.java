package io.tributary.hotkey.identity;

import static io.tributary.hotkey.Vectors.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.hotkey.Vectors;
import io.tributary.hotkey.sr25519.Sr25519;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyFileTest {

  private static final String SEED =
      "4c5d278453f22eabf687e15543df940da19f21a6d9963e8bb5b5523114d68500";
  private static final String PUBLIC_KEY =
      "fc824062019b63df3cf86ac329ab77cd0b531ade964512964ed55a5302341523";
  private static final String OTHER_KEY =
      "6c49f84c8fac15d3122eb38fc7e7ccb233ba0fe099443fb1b152e508761ded65";

  static Stream<JsonNode> files() {
    return Vectors.group("btwallet_keyfile");
  }

  static Stream<JsonNode> encrypted() {
    return Vectors.group("btwallet_keyfile_encrypted_detection");
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsEveryFormOfBtwallet(JsonNode c) throws Exception {
    KeyFile file = KeyFile.parse(c.get("content").asText());
    assertThat(file.type().cryptoType()).isEqualTo(c.get("cryptoType").asInt());
    assertThat(file.publicKey()).isEqualTo(bytes(c, "publicKey"));
    assertThat(file.hotkey().address()).isEqualTo(c.get("address").asText());
    assertThat(file.canSign()).isEqualTo(c.get("canSign").asBoolean());
    assertThat(file.toString()).doesNotContain(SEED);
    if (!file.canSign()) {
      refuses(file::signer, KeyFileFault.NO_SECRET, "holds the public part only");
    } else if (file.type() == KeyType.SR25519) {
      byte[] signature = file.signer().sign(SigningDomain.BATCH, new byte[3]);
      assertThatCode(
              () ->
                  SignatureVerifier.verify(
                      file.publicKey(), SigningDomain.BATCH, new byte[3], signature))
          .doesNotThrowAnyException();
    } else {
      refuses(file::signer, KeyFileFault.KEY_TYPE, "its key is ed25519");
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void signsTextsWithEitherScheme(JsonNode c) throws Exception {
    KeyFile file = KeyFile.parse(c.get("content").asText());
    if (file.canSign()) {
      byte[] signature = file.signText("hello", new SecureRandom());
      byte[] message = "hello".getBytes(UTF_8);
      boolean holds =
          file.type() == KeyType.SR25519
              ? Sr25519.verify(file.publicKey(), message, signature)
              : Ed25519Keys.verify(file.publicKey(), message, signature);
      assertThat(holds).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("encrypted")
  void saysHowAFileIsEncrypted(JsonNode c) {
    refuses(
        () -> KeyFile.parse(c.get("prefixText").asText() + "rest"),
        KeyFileFault.ENCRYPTED,
        "it is encrypted by " + c.get("method").asText());
  }

  @Test
  void refusesContradictions() {
    refusesFields(
        KeyFileFault.MISMATCH,
        "its secret belongs to another key",
        "secretSeed",
        "0x" + SEED,
        "publicKey",
        "0x" + OTHER_KEY);
    refusesFields(
        KeyFileFault.MISMATCH,
        "name different keys",
        "publicKey",
        "0x" + PUBLIC_KEY,
        "accountId",
        "0x" + OTHER_KEY);
    refusesFields(
        KeyFileFault.MISMATCH,
        "name different keys",
        "publicKey",
        "0x" + OTHER_KEY,
        "ss58Address",
        "5HmncjSmSGKAEkfPFAttEKZkBkosvq9kDGciq16b6kjcnubh");
  }

  @Test
  void thePhraseComesFirstThenTheSeed() throws Exception {
    String phrase = "rifle thrive siege misery urban card analyst bargain deer wasp hotel grid";
    String otherSeed = "0x" + "11".repeat(32);
    KeyFile byPhrase = KeyFile.parse(json("secretSeed", otherSeed, "secretPhrase", phrase));
    assertThat(HexFormat.of().formatHex(byPhrase.publicKey())).isEqualTo(PUBLIC_KEY);
    KeyFile bySeed = KeyFile.parse(json("privateKey", "0x" + "22".repeat(64), "secretSeed", SEED));
    assertThat(HexFormat.of().formatHex(bySeed.publicKey())).isEqualTo(PUBLIC_KEY);
    refusesFields(
        KeyFileFault.MISMATCH,
        "its secret belongs to another key",
        "secretPhrase",
        phrase,
        "publicKey",
        "0x" + OTHER_KEY);
  }

  @Test
  void aPhraseThatIsNoneIsRefusedWhateverStandsBesideIt() {
    refusesFields(
        KeyFileFault.PHRASE,
        "secretPhrase: WORD_COUNT",
        "secretPhrase",
        "any words at all",
        "secretSeed",
        SEED,
        "publicKey",
        PUBLIC_KEY);
    assertThatThrownBy(
            () -> KeyFile.parse(json("secretPhrase", "bittensor ".repeat(12), "publicKey", "")))
        .hasMessageStartingWith("PHRASE: secretPhrase: UNKNOWN_WORD")
        .hasMessageNotContaining("bittensor");
  }

  @Test
  void readsOldFormsOfPublicFiles() throws Exception {
    for (String content :
        new String[] {
          "0x" + PUBLIC_KEY,
          " 0x" + PUBLIC_KEY + "\n",
          json(" ss58Address", "5HmncjSmSGKAEkfPFAttEKZkBkosvq9kDGciq16b6kjcnubh")
        }) {
      KeyFile file = KeyFile.parse(content);
      assertThat(HexFormat.of().formatHex(file.publicKey())).isEqualTo(PUBLIC_KEY);
      assertThat(file.canSign()).isFalse();
    }
    refuses(() -> KeyFile.parse("0x" + PUBLIC_KEY + "00"), KeyFileFault.MALFORMED, "not JSON");
  }

  @Test
  void refusesMalformedFieldsWithoutQuotingThem() {
    refusesFields(
        KeyFileFault.MALFORMED, "secretSeed is not the hex of 32 bytes", "secretSeed", SEED + "00");
    refusesFields(
        KeyFileFault.MALFORMED, "privateKey is not the hex of 64 bytes", "privateKey", "0xzz");
    refusesFields(
        KeyFileFault.MALFORMED,
        "the scalar of the secret key is not canonical",
        "privateKey",
        "ff".repeat(64));
    refusesFields(KeyFileFault.MALFORMED, "ss58Address: CHECKSUM", "ss58Address", "5".repeat(48));
    refusesFields(KeyFileFault.NO_KEY, "it holds no key", "other", "field");
    refuses(
        () -> KeyFile.parse("{\"publicKey\":\"" + PUBLIC_KEY + "\",\"cryptoType\":2}"),
        KeyFileFault.MALFORMED,
        "cryptoType is neither 1 (sr25519) nor 0 (ed25519)");
    refuses(() -> KeyFile.parse("{\"publicKey\":7}"), KeyFileFault.MALFORMED, "is not a text");
    refuses(() -> KeyFile.parse("[]"), KeyFileFault.MALFORMED, "not a JSON object");
    refuses(() -> KeyFile.parse(""), KeyFileFault.MALFORMED, "not a JSON object");
    refuses(() -> KeyFile.parse("{\"secretSeed\":" + SEED), KeyFileFault.MALFORMED, "not JSON");
  }

  @Test
  void aDestroyedKeyGivesNoSigner() throws Exception {
    KeyFile file = KeyFile.parse(json("secretSeed", SEED));
    file.destroy();
    assertThat(file.isDestroyed()).isTrue();
    assertThatThrownBy(file::signer)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this key was destroyed");
  }

  @Test
  void refusesAnOversizedFile(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("hotkey"), new byte[65 * 1024]);
    refuses(() -> KeyFile.read(file), KeyFileFault.TOO_LARGE, "larger than 64 KiB");
  }

  private static void refusesFields(KeyFileFault reason, String message, String... fields) {
    refuses(() -> KeyFile.parse(json(fields)), reason, message);
  }

  private static void refuses(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call,
      KeyFileFault reason,
      String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            KeyFileException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageStartingWith(reason + ": ")
        .hasMessageContaining(message)
        .hasMessageNotContaining(SEED);
  }

  private static String json(String... fields) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < fields.length; i += 2) {
      json.append(i == 0 ? "" : ",");
      json.append('"').append(fields[i]).append("\":\"").append(fields[i + 1]).append('"');
    }
    return json.append('}').toString();
  }
}
