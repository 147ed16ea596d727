package io.tributary.jobs.validate;

import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileException;
import io.tributary.hotkey.identity.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** The file of the validator's hotkey, which is worth its stake: nobody else may read it. */
final class ValidatorKey {

  private static final Set<PosixFilePermission> OF_THE_OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private ValidatorKey() {}

  /**
   * Reads it.
   *
   * @throws IOException if it cannot be read or used, or others than its owner may use it
   */
  static Signer read(Path file) throws IOException {
    requirePrivate(file);
    try {
      KeyFile key = KeyFile.read(file);
      try {
        return key.signer();
      } finally {
        key.destroy();
      }
    } catch (KeyFileException e) {
      throw new IOException(
          "the validator's key " + file + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static void requirePrivate(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> modes = Files.getPosixFilePermissions(file);
    if (!OF_THE_OWNER.containsAll(modes)) {
      throw new IOException(
          "the validator's key "
              + file
              + " is open to others ("
              + PosixFilePermissions.toString(modes)
              + "); set its mode to 0600");
    }
  }
}
