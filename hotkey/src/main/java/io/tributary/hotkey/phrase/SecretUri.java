package io.tributary.hotkey.phrase;

import io.tributary.hotkey.sr25519.Sr25519SecretKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.security.auth.Destroyable;

/**
 * What a key is derived from, in Substrate's notation: {@code phrase[/soft][//hard][///password]},
 * or a seed, {@code 0x} and 64 hex digits, with a path. There is no default phrase. Not
 * thread-safe.
 */
public final class SecretUri implements Destroyable {

  private static final int MAX_CHARACTERS = 8192;
  private static final int SEED_BYTES = 32;

  /** "Ed25519HDKD" as SCALE encodes it: four times its length, a comma in ASCII, comes first. */
  private static final byte[] ED25519_TAG = ",Ed25519HDKD".getBytes(StandardCharsets.US_ASCII);

  private final byte[] seed;
  private final DerivationPath path;
  private boolean destroyed;

  private SecretUri(byte[] seed, DerivationPath path) {
    this.seed = seed;
    this.path = path;
  }

  /**
   * Reads a secret. The array stays the caller's, to be overwritten.
   *
   * @throws InvalidPhraseException with a stable reason, for any other text
   */
  public static SecretUri parse(char[] text) throws InvalidPhraseException {
    if (text.length > MAX_CHARACTERS) {
      throw new InvalidPhraseException(PhraseFault.TOO_LONG);
    }
    int pathStart = indexOf(text, 1, 0);
    int pathEnd = indexOf(text, 3, pathStart);
    // The path is no secret in itself, and may be an argument elsewhere.
    DerivationPath path =
        DerivationPath.parse(String.valueOf(text, pathStart, pathEnd - pathStart));
    char[] base = trimmed(text, pathStart);
    char[] password =
        pathEnd == text.length ? null : Arrays.copyOfRange(text, pathEnd + 3, text.length);
    try {
      return new SecretUri(
          isSeed(base) ? seed(base, password) : seedOfPhrase(base, password), path);
    } finally {
      Arrays.fill(base, '\0');
      if (password != null) {
        Arrays.fill(password, '\0');
      }
    }
  }

  /** The same secret with a path more at its end. */
  public SecretUri then(DerivationPath more) {
    return new SecretUri(seed.clone(), path.then(more));
  }

  /** Whether the key is that of the phrase or seed itself. */
  public boolean isRoot() {
    return path.isEmpty();
  }

  /** The seed before the path, 32 bytes. A fresh array, for the caller to overwrite. */
  public byte[] rootSeed() {
    requireAlive();
    return seed.clone();
  }

  /** The sr25519 key at the end of the path; the caller destroys it. */
  public Sr25519SecretKey sr25519() {
    requireAlive();
    Sr25519SecretKey key = Sr25519SecretKey.fromMiniSecret(seed);
    for (Junction junction : path.junctions()) {
      Sr25519SecretKey next;
      if (junction.isHard()) {
        byte[] derived = key.deriveHard(junction.chainCode());
        next = Sr25519SecretKey.fromMiniSecret(derived);
        Arrays.fill(derived, (byte) 0);
      } else {
        next = key.deriveSoft(junction.chainCode());
      }
      key.destroy();
      key = next;
    }
    return key;
  }

  /**
   * The seed of the ed25519 key at the end of the path, 32 bytes, for the caller to overwrite.
   *
   * @throws InvalidPhraseException if a junction is soft
   */
  public byte[] ed25519Seed() throws InvalidPhraseException {
    requireAlive();
    if (!path.junctions().stream().allMatch(Junction::isHard)) {
      throw new InvalidPhraseException(PhraseFault.SOFT_JUNCTION);
    }
    byte[] current = seed.clone();
    for (Junction junction : path.junctions()) {
      byte[] input = Arrays.copyOf(ED25519_TAG, ED25519_TAG.length + 2 * SEED_BYTES);
      System.arraycopy(current, 0, input, ED25519_TAG.length, SEED_BYTES);
      System.arraycopy(junction.chainCode(), 0, input, ED25519_TAG.length + SEED_BYTES, SEED_BYTES);
      byte[] next = Junction.blake2b256(input);
      Arrays.fill(input, (byte) 0);
      Arrays.fill(current, (byte) 0);
      current = next;
    }
    return current;
  }

  @Override
  public void destroy() {
    Arrays.fill(seed, (byte) 0);
    destroyed = true;
  }

  @Override
  public boolean isDestroyed() {
    return destroyed;
  }

  @Override
  public String toString() {
    return "SecretUri[redacted]";
  }

  private void requireAlive() {
    if (destroyed) {
      throw new IllegalStateException("this secret was destroyed");
    }
  }

  private static byte[] seedOfPhrase(char[] base, char[] password) throws InvalidPhraseException {
    RecoveryPhrase phrase = RecoveryPhrase.parse(base);
    byte[] seed = phrase.miniSecret(password == null ? new char[0] : password);
    phrase.destroy();
    return seed;
  }

  private static boolean isSeed(char[] base) {
    return base.length >= 2 && base[0] == '0' && base[1] == 'x';
  }

  private static byte[] seed(char[] base, char[] password) throws InvalidPhraseException {
    if (base.length != 2 + 2 * SEED_BYTES) {
      throw new InvalidPhraseException(PhraseFault.SEED);
    }
    if (password != null) {
      throw new InvalidPhraseException(PhraseFault.PASSWORD);
    }
    byte[] seed = new byte[SEED_BYTES];
    for (int i = 0; i < 2 * SEED_BYTES; i++) {
      int digit = base[i + 2] < 0x80 ? Character.digit(base[i + 2], 16) : -1;
      if (digit < 0) {
        Arrays.fill(seed, (byte) 0);
        throw new InvalidPhraseException(PhraseFault.SEED);
      }
      seed[i / 2] = (byte) (16 * seed[i / 2] + digit);
    }
    return seed;
  }

  /** Where so many slashes first follow each other, or the end. */
  private static int indexOf(char[] text, int slashes, int from) {
    int run = 0;
    for (int i = from; i < text.length; i++) {
      run = text[i] == '/' ? run + 1 : 0;
      if (run == slashes) {
        return i + 1 - slashes;
      }
    }
    return text.length;
  }

  private static char[] trimmed(char[] text, int length) {
    int from = 0;
    int to = length;
    while (from < to && Character.isWhitespace(text[from])) {
      from++;
    }
    while (to > from && Character.isWhitespace(text[to - 1])) {
      to--;
    }
    return Arrays.copyOfRange(text, from, to);
  }
}
