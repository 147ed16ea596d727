package io.tributary.hotkey.command;

import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileException;
import io.tributary.hotkey.identity.KeyFileWriter;
import io.tributary.hotkey.phrase.RecoveryPhrase;
import io.tributary.hotkey.sr25519.Sr25519SecretKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;

/** {@code key new}: makes an sr25519 key and writes its file. */
public final class KeyNew {

  private KeyNew() {}

  /**
   * Writes a new key file, reads it back and describes it as {@link KeyInspect} does.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is such a file
   * @throws IOException if it cannot be written or read
   * @throws KeyFileException if what was written does not read back
   */
  public static String create(Path file, SecureRandom random) throws IOException, KeyFileException {
    byte[] seed = new byte[Sr25519SecretKey.MINI_SECRET_BYTES];
    random.nextBytes(seed);
    return write(file, seed);
  }

  /**
   * The same with the key of a phrase, which the file does not hold.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is such a file
   * @throws IOException if it cannot be written or read
   * @throws KeyFileException if what was written does not read back
   */
  public static String create(Path file, RecoveryPhrase phrase)
      throws IOException, KeyFileException {
    return write(file, phrase.miniSecret(new char[0]));
  }

  private static String write(Path file, byte[] seed) throws IOException, KeyFileException {
    try {
      KeyFileWriter.write(file, seed);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
    return KeyInspect.describe(KeyFile.read(file));
  }
}
