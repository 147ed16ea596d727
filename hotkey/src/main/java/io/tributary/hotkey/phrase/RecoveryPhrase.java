package io.tributary.hotkey.phrase;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.security.auth.Destroyable;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A BIP39 phrase of 12 to 24 English words, kept as its entropy. Reading and writing one is not
 * constant-time. Thread-safe but for {@link #destroy()}.
 */
public final class RecoveryPhrase implements Destroyable {

  private static final int MAX_WORDS = 24;
  private static final int MAX_CHARACTERS = 1024;
  private static final int BITS_A_WORD = 11;
  private static final int ROUNDS = 2048;
  private static final byte[] SALT = "mnemonic".getBytes(StandardCharsets.US_ASCII);

  private final byte[] entropy;
  private boolean destroyed;

  private RecoveryPhrase(byte[] entropy) {
    this.entropy = entropy;
  }

  /**
   * Reads a phrase: lower-case words with blanks between, in any Unicode form. The array stays the
   * caller's, to be overwritten.
   *
   * @throws InvalidPhraseException with a stable reason, for any other text
   */
  public static RecoveryPhrase parse(char[] text) throws InvalidPhraseException {
    if (text.length > MAX_CHARACTERS) {
      throw new InvalidPhraseException(PhraseFault.TOO_LONG);
    }
    char[] normalized = SecretText.nfkd(text, 0, text.length);
    int[] words = new int[MAX_WORDS];
    byte[] bits = new byte[MAX_WORDS * BITS_A_WORD / 8];
    try {
      int count = indices(normalized, words);
      pack(words, count, bits);
      int checksumBits = count / 3;
      byte[] entropy = Arrays.copyOf(bits, 4 * checksumBits);
      int shift = 8 - checksumBits;
      if ((bits[entropy.length] & 0xff) >>> shift != checksum(entropy) >>> shift) {
        Arrays.fill(entropy, (byte) 0);
        throw new InvalidPhraseException(PhraseFault.CHECKSUM);
      }
      return new RecoveryPhrase(entropy);
    } finally {
      Arrays.fill(normalized, '\0');
      Arrays.fill(words, 0);
      Arrays.fill(bits, (byte) 0);
    }
  }

  /**
   * A new phrase.
   *
   * @param words 12, 15, 18, 21 or 24
   * @throws IllegalArgumentException for another number of words
   */
  public static RecoveryPhrase generate(int words, SecureRandom random) {
    if (!isWordCount(words)) {
      throw new IllegalArgumentException("a phrase has 12, 15, 18, 21 or 24 words, not " + words);
    }
    byte[] entropy = new byte[words / 3 * 4];
    random.nextBytes(entropy);
    return new RecoveryPhrase(entropy);
  }

  /** The words with one blank between. A fresh array, for the caller to overwrite. */
  public char[] words() {
    requireAlive();
    byte[] bits = Arrays.copyOf(entropy, entropy.length + 1);
    bits[entropy.length] = (byte) checksum(entropy);
    int count = entropy.length / 4 * 3;
    char[] text = new char[count * (WordList.LONGEST_WORD + 1)];
    int length = 0;
    for (int i = 0; i < count; i++) {
      String word = WordList.word(unpack(bits, i));
      word.getChars(0, word.length(), text, length);
      length += word.length();
      text[length++] = ' ';
    }
    char[] words = Arrays.copyOf(text, length - 1);
    Arrays.fill(text, '\0');
    Arrays.fill(bits, (byte) 0);
    return words;
  }

  /**
   * The seed that Substrate takes from it: the first 32 bytes of PBKDF2 with HMAC-SHA-512, 2048
   * rounds, over the entropy (BIP39 itself takes the words) with the salt {@code mnemonic} and the
   * password as it is: unlike BIP39, Substrate brings it to no normal form.
   *
   * @param password empty for none; the array stays the caller's
   * @return 32 bytes, for the caller to overwrite
   */
  public byte[] miniSecret(char[] password) {
    requireAlive();
    byte[] encoded = SecretText.utf8(password);
    byte[] salt = Arrays.copyOf(SALT, SALT.length + encoded.length);
    System.arraycopy(encoded, 0, salt, SALT.length, encoded.length);
    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA512Digest());
    generator.init(entropy, salt, ROUNDS);
    KeyParameter seed = (KeyParameter) generator.generateDerivedParameters(256);
    Arrays.fill(encoded, (byte) 0);
    Arrays.fill(salt, (byte) 0);
    return seed.getKey();
  }

  @Override
  public void destroy() {
    Arrays.fill(entropy, (byte) 0);
    destroyed = true;
  }

  @Override
  public boolean isDestroyed() {
    return destroyed;
  }

  @Override
  public String toString() {
    return "RecoveryPhrase[redacted]";
  }

  private void requireAlive() {
    if (destroyed) {
      throw new IllegalStateException("this phrase was destroyed");
    }
  }

  /** The places of the words in the list; how many there are. */
  private static int indices(char[] text, int[] words) throws InvalidPhraseException {
    int count = 0;
    boolean known = true;
    int i = 0;
    while (i < text.length) {
      if (Character.isWhitespace(text[i])) {
        i++;
        continue;
      }
      int start = i;
      while (i < text.length && !Character.isWhitespace(text[i])) {
        i++;
      }
      if (count == MAX_WORDS) {
        throw new InvalidPhraseException(PhraseFault.WORD_COUNT);
      }
      int word = WordList.indexOf(text, start, i);
      known &= word >= 0;
      words[count++] = word;
    }
    if (!isWordCount(count)) {
      throw new InvalidPhraseException(PhraseFault.WORD_COUNT);
    }
    if (!known) {
      throw new InvalidPhraseException(PhraseFault.UNKNOWN_WORD);
    }
    return count;
  }

  private static boolean isWordCount(int words) {
    return words >= 12 && words <= MAX_WORDS && words % 3 == 0;
  }

  private static void pack(int[] words, int count, byte[] bits) {
    for (int i = 0; i < count * BITS_A_WORD; i++) {
      int bit = (words[i / BITS_A_WORD] >>> (BITS_A_WORD - 1 - i % BITS_A_WORD)) & 1;
      bits[i / 8] |= (byte) (bit << (7 - i % 8));
    }
  }

  private static int unpack(byte[] bits, int word) {
    int index = 0;
    for (int i = word * BITS_A_WORD; i < (word + 1) * BITS_A_WORD; i++) {
      index = 2 * index + ((bits[i / 8] >>> (7 - i % 8)) & 1);
    }
    return index;
  }

  /** The first byte of the entropy's SHA-256. */
  private static int checksum(byte[] entropy) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(entropy)[0] & 0xff;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
