package io.tributary.hotkey.command;

import io.tributary.hotkey.identity.Ed25519Keys;
import io.tributary.hotkey.identity.KeyFileWriter;
import io.tributary.hotkey.identity.KeyType;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.phrase.InvalidPhraseException;
import io.tributary.hotkey.phrase.SecretUri;
import io.tributary.hotkey.sr25519.Sr25519SecretKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** {@code key derive}: the key of a phrase or seed, behind a path. */
public final class KeyDerive {

  private KeyDerive() {}

  /**
   * One JSON line with type, public key and address, after writing the key to a new file if one is
   * given.
   *
   * @throws InvalidPhraseException if an ed25519 key should lie behind a soft junction
   * @throws java.nio.file.FileAlreadyExistsException if there is such a file
   * @throws IOException if the file cannot be written
   */
  public static String derive(SecretUri secret, KeyType type, Optional<Path> file)
      throws InvalidPhraseException, IOException {
    byte[] publicKey = type == KeyType.ED25519 ? ed25519(secret, file) : sr25519(secret, file);
    return JsonLine.object()
        .put("type", type.label())
        .put("publicKey", HexFormat.of().formatHex(publicKey))
        .put("address", Ss58.encode(publicKey).address())
        .toString();
  }

  private static byte[] ed25519(SecretUri secret, Optional<Path> file)
      throws InvalidPhraseException, IOException {
    byte[] seed = secret.ed25519Seed();
    try {
      if (file.isPresent()) {
        KeyFileWriter.writeEd25519(file.get(), seed);
      }
      return Ed25519Keys.publicKey(seed);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  private static byte[] sr25519(SecretUri secret, Optional<Path> file) throws IOException {
    Sr25519SecretKey key = secret.sr25519();
    byte[] seed = secret.rootSeed();
    try {
      if (file.isPresent() && secret.isRoot()) {
        KeyFileWriter.write(file.get(), seed);
      } else if (file.isPresent()) {
        KeyFileWriter.write(file.get(), key);
      }
      return key.publicKey();
    } finally {
      Arrays.fill(seed, (byte) 0);
      key.destroy();
    }
  }
}
