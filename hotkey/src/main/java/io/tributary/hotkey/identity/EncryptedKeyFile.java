package io.tributary.hotkey.identity;

import io.tributary.hotkey.phrase.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Decryption of btwallet's {@code $NACL} files: Argon2i v1.3 of the passphrase with a fixed salt
 * (libsodium's {@code SENSITIVE} limits) gives the key of a {@link SecretBox}, whose nonce and box
 * follow the mark.
 *
 * <p>Deriving the key takes seconds, and 512 MiB of heap for as long: that is what makes guessing
 * dear. Thread-safe.
 */
final class EncryptedKeyFile {

  private static final byte[] MARK = "$NACL".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SALT = HexFormat.of().parseHex("137183dff15a09bc9c90b5518739e9b1");
  private static final int PASSES = 8;
  private static final int MEMORY_KIB = 512 * 1024;

  /** The blocks of Argon2 as Java keeps them, and something for all else. */
  private static final long NEEDED_HEAP_BYTES = 600L * 1024 * 1024;

  private EncryptedKeyFile() {}

  static boolean isNacl(byte[] content) {
    return content.length >= MARK.length
        && Arrays.equals(content, 0, MARK.length, MARK, 0, MARK.length);
  }

  /**
   * The content of the file, for the caller to overwrite.
   *
   * @param passphrase overwritten in any case
   */
  static byte[] decrypt(byte[] content, char[] passphrase) throws KeyFileException {
    try {
      requireLength(content);
      requireHeap(Runtime.getRuntime().maxMemory());
      byte[] key = key(passphrase);
      byte[] opened = open(key, content);
      Arrays.fill(key, (byte) 0);
      return opened;
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  /** Opens a file, of sufficient length, with the key that belongs to its passphrase. */
  static byte[] open(byte[] key, byte[] content) throws KeyFileException {
    int box = MARK.length + SecretBox.NONCE_BYTES;
    byte[] opened =
        SecretBox.open(
            key,
            Arrays.copyOfRange(content, MARK.length, box),
            Arrays.copyOfRange(content, box, content.length));
    if (opened == null) {
      throw new KeyFileException(
          KeyFileFault.WRONG_PASSPHRASE,
          "the passphrase does not open it, or the file was damaged; try the passphrase again");
    }
    return opened;
  }

  static void requireLength(byte[] content) throws KeyFileException {
    int least = MARK.length + SecretBox.NONCE_BYTES + SecretBox.TAG_BYTES;
    if (content.length < least) {
      throw KeyFileFields.malformed(
          "it starts as an encrypted file but is cut short; restore it from a copy");
    }
  }

  static void requireHeap(long mostBytes) throws KeyFileException {
    if (mostBytes < NEEDED_HEAP_BYTES) {
      throw new KeyFileException(
          KeyFileFault.MEMORY,
          "decrypting it needs 600 MiB of heap, and this process may use "
              + mostBytes / (1024 * 1024)
              + " MiB; set TRIBUTARY_HEAP=1200m, or -Xmx of Java, and try again");
    }
  }

  private static byte[] key(char[] passphrase) {
    byte[] password = SecretText.utf8(passphrase);
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_i)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withIterations(PASSES)
            .withMemoryAsKB(MEMORY_KIB)
            .withParallelism(1)
            .withSalt(SALT)
            .build());
    byte[] key = new byte[SecretBox.KEY_BYTES];
    generator.generateBytes(password, key);
    Arrays.fill(password, (byte) 0);
    return key;
  }
}
