package io.tributary.hotkey.identity;

import java.nio.file.Path;
import java.util.Optional;

/** Where the passphrases of encrypted key files come from: never from an argument. */
@FunctionalInterface
public interface PassphraseSource {

  /** Knows none: encrypted files are refused. */
  PassphraseSource NONE = file -> Optional.empty();

  /**
   * The passphrase of a file, a fresh array that is overwritten after use; empty if it is not known
   * here. Asked for encrypted files only.
   *
   * @throws KeyFileException if what is known cannot be a passphrase
   */
  Optional<char[]> passphrase(Path file) throws KeyFileException;

  /** This source, and another for what this one does not know. */
  default PassphraseSource orElse(PassphraseSource other) {
    return file -> {
      Optional<char[]> known = passphrase(file);
      return known.isPresent() ? known : other.passphrase(file);
    };
  }
}
