package io.tributary.hotkey.phrase;

import static io.tributary.hotkey.Vectors.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.hotkey.FixedRandom;
import io.tributary.hotkey.Vectors;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecoveryPhraseTest {

  private static final String PHRASE =
      "bag control save festival snow oak autumn element awesome pact please purity";

  static Stream<JsonNode> phrases() {
    return Vectors.group("mnemonic");
  }

  static Stream<JsonNode> invalid() {
    return Vectors.group("mnemonic_invalid");
  }

  @Test
  void theWordListIsThePublishedOne() throws Exception {
    try (InputStream in = RecoveryPhrase.class.getResourceAsStream("english.txt")) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
      assertThat(HexFormat.of().formatHex(digest))
          .isEqualTo("2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
    }
  }

  @ParameterizedTest
  @MethodSource("phrases")
  void givesTheSeedOfTheReference(JsonNode c) throws Exception {
    RecoveryPhrase phrase = RecoveryPhrase.parse(c.get("mnemonic").asText().toCharArray());
    char[] password = c.get("password").asText().toCharArray();
    assertThat(phrase.miniSecret(password)).isEqualTo(bytes(c, "miniSecretSeed"));
    assertThat(new String(phrase.words())).isEqualTo(c.get("mnemonic").asText());
    RecoveryPhrase made =
        RecoveryPhrase.generate(c.get("words").asInt(), new FixedRandom(bytes(c, "entropy")));
    assertThat(made.words()).isEqualTo(phrase.words());
    assertThat(phrase.toString()).isEqualTo("RecoveryPhrase[redacted]");
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void refusesWithAReason(JsonNode c) {
    Map<String, PhraseFault> reasons =
        Map.of(
            "mi-1", PhraseFault.CHECKSUM,
            "mi-2", PhraseFault.UNKNOWN_WORD,
            "mi-3", PhraseFault.WORD_COUNT,
            "mi-4", PhraseFault.WORD_COUNT);
    refuses(c.get("mnemonic").asText(), reasons.get(c.get("id").asText()));
  }

  @Test
  void everyUnicodeFormAndAnyBlanksAreTheSamePhrase() throws Exception {
    byte[] seed = RecoveryPhrase.parse(PHRASE.toCharArray()).miniSecret(new char[0]);
    StringBuilder fullWidth = new StringBuilder();
    PHRASE.chars().forEach(c -> fullWidth.append((char) (c == ' ' ? 0x3000 : c + 0xfee0)));
    for (String same :
        new String[] {"  " + PHRASE.replace(" ", "\t\n ") + "\r\n", "" + fullWidth}) {
      assertThat(RecoveryPhrase.parse(same.toCharArray()).miniSecret(new char[0])).isEqualTo(seed);
    }
  }

  /** Values of @polkadot/util-crypto 14.0.3, its Rust and its JavaScript alike. */
  @Test
  void aPasswordIsTakenInTheFormItHas() throws Exception {
    RecoveryPhrase phrase = RecoveryPhrase.parse(PHRASE.toCharArray());
    assertThat(phrase.miniSecret("p\u00e4ssw\u00f6rd \u2460".toCharArray()))
        .asHexString()
        .isEqualToIgnoringCase("82214a40b5506f43cf87c92200b7f28d9ce48c997f08be9d298f046f6b119dc0");
    assertThat(phrase.miniSecret("pa\u0308ssword".toCharArray()))
        .asHexString()
        .isEqualToIgnoringCase("8b0ee2399670fde964fedb8a342c69dffdb5d9fe2d8413a52abc090f72208667");
  }

  @Test
  void refusesWhatIsNearlyAPhrase() {
    refuses(PHRASE.replace("bag", "Bag"), PhraseFault.UNKNOWN_WORD);
    refuses(PHRASE.replace("bag", "ba"), PhraseFault.UNKNOWN_WORD);
    refuses(PHRASE + " bag", PhraseFault.WORD_COUNT);
    refuses("bag ".repeat(25), PhraseFault.WORD_COUNT);
    refuses("b".repeat(1025), PhraseFault.TOO_LONG);
    refuses(PHRASE.replace("bag control", "control bag"), PhraseFault.CHECKSUM);
    assertThatThrownBy(() -> RecoveryPhrase.generate(13, new FixedRandom(new byte[0])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a phrase has 12, 15, 18, 21 or 24 words, not 13");
  }

  @Test
  void aDestroyedPhraseGivesNothing() throws Exception {
    RecoveryPhrase phrase = RecoveryPhrase.parse(PHRASE.toCharArray());
    phrase.destroy();
    assertThat(phrase.isDestroyed()).isTrue();
    assertThatThrownBy(phrase::words)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this phrase was destroyed");
  }

  private static void refuses(String text, PhraseFault reason) {
    assertThatThrownBy(() -> RecoveryPhrase.parse(text.toCharArray()))
        .isInstanceOfSatisfying(
            InvalidPhraseException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageStartingWith(reason + ": the phrase or secret ")
        .hasMessageNotContaining("bag")
        .hasMessageNotContaining("bittensor");
  }
}
