package io.tributary.hotkey.command;

import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileException;
import io.tributary.hotkey.identity.KeyFileWriter;
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
    KeyFileWriter.write(file, seed);
    Arrays.fill(seed, (byte) 0);
    return KeyInspect.describe(KeyFile.read(file));
  }
}
