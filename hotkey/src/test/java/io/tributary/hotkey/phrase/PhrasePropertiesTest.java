package io.tributary.hotkey.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class PhrasePropertiesTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PHRASE =
      "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

  /** Secrets with a part of them exchanged for something else. */
  @Provide
  Arbitrary<String> nearlySecrets() {
    Arbitrary<String> start =
        Arbitraries.of(PHRASE, "0x" + "ab".repeat(32), PHRASE + "//hard/soft///password", "", "0x");
    Arbitrary<String> noise =
        Arbitraries.strings().withChars("/ 0x9abandon\u00e4\u3000\ud800+-\n").ofMaxLength(12);
    return start.flatMap(
        text ->
            Arbitraries.integers()
                .between(0, text.length())
                .flatMap(
                    from ->
                        Arbitraries.integers()
                            .between(from, text.length())
                            .flatMap(
                                to ->
                                    noise.map(
                                        more ->
                                            text.substring(0, from) + more + text.substring(to)))));
  }

  @Property
  void anySecretIsReadOrRefused(@ForAll("nearlySecrets") String text) {
    try {
      SecretUri secret = SecretUri.parse(text.toCharArray());
      assertThat(secret.sr25519().publicKey()).hasSize(32);
    } catch (InvalidPhraseException e) {
      assertThat(e).hasMessageStartingWith(e.reason() + ": the phrase or secret ");
    }
  }

  @Property
  void anyTextIsReadOrRefused(@ForAll @StringLength(max = 9000) String text) {
    try {
      assertThat(SecretUri.parse(text.toCharArray()).rootSeed()).hasSize(32);
    } catch (InvalidPhraseException e) {
      assertThat(e).hasMessageStartingWith(e.reason() + ": the phrase or secret ");
    }
    try {
      assertThat(RecoveryPhrase.parse(text.toCharArray()).words()).isNotEmpty();
    } catch (InvalidPhraseException e) {
      assertThat(e).hasMessageStartingWith(e.reason() + ": the phrase or secret ");
    }
  }

  @Property(tries = 200)
  void whatIsMadeIsRead(@ForAll @IntRange(min = 4, max = 8) int thirds) throws Exception {
    char[] words = RecoveryPhrase.generate(3 * thirds, RANDOM).words();
    assertThat(new String(words).split(" ")).hasSize(3 * thirds);
    assertThat(RecoveryPhrase.parse(words).words()).isEqualTo(words);
  }

  @Property
  void anyPathIsReadOrRefused(@ForAll @StringLength(max = 5000) String text) {
    try {
      assertThat(DerivationPath.parse(text).isEmpty()).isEqualTo(text.isEmpty());
    } catch (InvalidPhraseException e) {
      assertThat(e.reason()).isIn(PhraseFault.PATH, PhraseFault.TOO_LONG);
    }
  }
}
