package io.tributary.hotkey.identity;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Passphrases from the environment: {@value #VARIABLE} for every file, else btwallet's own variable
 * of the file: {@code BT_PW_} and its path in upper case with {@code /} and {@code .} as {@code _},
 * which holds base64 of the passphrase XORed with the variable's name. Thread-safe.
 */
public final class EnvironmentPassphrases implements PassphraseSource {

  /** The variable that holds the passphrase as it is. */
  public static final String VARIABLE = "TRIBUTARY_KEY_PASSPHRASE";

  private final Map<String, String> environment;

  /**
   * @param environment variables by name, as {@link System#getenv()} gives them
   */
  public EnvironmentPassphrases(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Optional<char[]> passphrase(Path file) throws KeyFileException {
    String plain = environment.get(VARIABLE);
    if (plain != null) {
      return Optional.of(plain.toCharArray());
    }
    for (Path spelling : new Path[] {file, file.toAbsolutePath()}) {
      String name = walletVariable(spelling);
      String hidden = environment.get(name);
      if (hidden != null) {
        return Optional.of(reveal(name, hidden));
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "EnvironmentPassphrases[redacted]";
  }

  static String walletVariable(Path file) {
    String path = file.toString().replace('/', '_').replace('\\', '_').replace('.', '_');
    return "BT_PW_" + path.toUpperCase(Locale.ROOT);
  }

  private static char[] reveal(String name, String hidden) throws KeyFileException {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(hidden.strip());
    } catch (IllegalArgumentException e) {
      throw new KeyFileException(
          KeyFileFault.WRONG_PASSPHRASE,
          "the variable " + name + " is not base64, as btwallet writes it; set " + VARIABLE);
    }
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= key[i % key.length];
    }
    char[] passphrase = new String(bytes, StandardCharsets.UTF_8).toCharArray();
    Arrays.fill(bytes, (byte) 0);
    return passphrase;
  }
}
