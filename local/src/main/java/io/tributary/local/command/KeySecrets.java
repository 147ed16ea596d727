package io.tributary.local.command;

import io.tributary.hotkey.identity.EnvironmentPassphrases;
import io.tributary.hotkey.identity.PassphraseSource;
import io.tributary.hotkey.remote.SignerToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Where commands take secrets from: the environment, then the person at the terminal. Never from
 * arguments, which other users of the machine can read. Thread-safe.
 */
public final class KeySecrets {

  /** The variable that holds a phrase or seed, with path and password if there are. */
  public static final String PHRASE_VARIABLE = "TRIBUTARY_KEY_PHRASE";

  private static final int MAX_PHRASE_BYTES = 32 * 1024;

  private final Map<String, String> environment;
  private final SecretPrompt prompt;

  /**
   * @param environment variables by name
   */
  public KeySecrets(Map<String, String> environment, SecretPrompt prompt) {
    this.environment = environment;
    this.prompt = prompt;
  }

  /** The environment and the terminal of this process. */
  public static KeySecrets ofProcess() {
    return new KeySecrets(System.getenv(), SecretPrompt.ofProcess());
  }

  /** The passphrases of encrypted key files. */
  public PassphraseSource passphrases() {
    return new EnvironmentPassphrases(environment)
        .orElse(file -> prompt.ask("Passphrase of " + file + ": "));
  }

  /**
   * The token between a signer and its clients.
   *
   * @throws IllegalArgumentException if the variable holds something else
   */
  public Optional<SignerToken> signerToken() {
    return SignerToken.of(environment);
  }

  /**
   * A phrase or seed: from the environment, from the terminal, or else all of standard input.
   *
   * @return for the caller to overwrite
   * @throws IOException if standard input cannot be read
   */
  char[] phrase(InputStream in) throws IOException {
    String known = environment.get(PHRASE_VARIABLE);
    if (known != null) {
      return known.toCharArray();
    }
    Optional<char[]> typed = prompt.ask("Phrase or seed, with its path if it has one: ");
    return typed.isPresent() ? typed.get() : read(in);
  }

  private static char[] read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_PHRASE_BYTES + 1);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    try {
      if (bytes.length > MAX_PHRASE_BYTES) {
        throw new IllegalArgumentException("standard input is too long for a phrase or seed");
      }
      CoderResult result =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
      if (result.isError()) {
        throw new IllegalArgumentException("the phrase or seed is not UTF-8");
      }
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
    int length = text.position();
    // The end of the line is no part of a password at the end.
    while (length > 0 && (text.get(length - 1) == '\n' || text.get(length - 1) == '\r')) {
      length--;
    }
    char[] phrase = Arrays.copyOf(text.array(), length);
    Arrays.fill(text.array(), '\0');
    return phrase;
  }
}
