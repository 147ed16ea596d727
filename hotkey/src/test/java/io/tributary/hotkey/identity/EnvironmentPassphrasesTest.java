package io.tributary.hotkey.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentPassphrasesTest {

  private static final Path FILE = Path.of("/home/miner/.bittensor/wallets/w/hotkeys/default");
  private static final String WALLET_VARIABLE =
      "BT_PW__HOME_MINER__BITTENSOR_WALLETS_W_HOTKEYS_DEFAULT";

  @Test
  void takesTheOwnVariableFirst() throws Exception {
    PassphraseSource source =
        new EnvironmentPassphrases(
            Map.of(EnvironmentPassphrases.VARIABLE, "mine", WALLET_VARIABLE, hide("theirs")));
    assertThat(source.passphrase(FILE))
        .hasValueSatisfying(p -> assertThat(p).containsExactly("mine".toCharArray()));
    assertThat(source.toString()).doesNotContain("mine");
  }

  @Test
  void revealsWhatBtwalletKeeps() throws Exception {
    PassphraseSource source =
        new EnvironmentPassphrases(Map.of(WALLET_VARIABLE, hide("pass wörd")));
    assertThat(source.passphrase(FILE))
        .hasValueSatisfying(p -> assertThat(new String(p)).isEqualTo("pass wörd"));
    assertThat(source.passphrase(Path.of("other"))).isEmpty();
  }

  @Test
  void refusesAVariableOfAnotherForm() {
    PassphraseSource source = new EnvironmentPassphrases(Map.of(WALLET_VARIABLE, "not base64!"));
    assertThatThrownBy(() -> source.passphrase(FILE))
        .isInstanceOf(KeyFileException.class)
        .hasMessageStartingWith("WRONG_PASSPHRASE: the variable " + WALLET_VARIABLE)
        .hasMessageNotContaining("not base64!");
  }

  @Test
  void anotherSourceIsAskedForWhatIsNotKnown() throws Exception {
    PassphraseSource none = new EnvironmentPassphrases(Map.of());
    PassphraseSource both = none.orElse(file -> java.util.Optional.of("typed".toCharArray()));
    assertThat(both.passphrase(FILE))
        .hasValueSatisfying(p -> assertThat(new String(p)).isEqualTo("typed"));
  }

  private static String hide(String passphrase) {
    byte[] bytes = passphrase.getBytes(UTF_8);
    byte[] key = WALLET_VARIABLE.getBytes(UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= key[i % key.length];
    }
    return Base64.getEncoder().encodeToString(bytes);
  }
}
