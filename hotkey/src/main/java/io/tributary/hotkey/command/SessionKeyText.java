package io.tributary.hotkey.command;

import io.tributary.hotkey.identity.InvalidAddressException;
import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileException;
import io.tributary.hotkey.identity.KeyType;
import io.tributary.hotkey.identity.PassphraseSource;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.wire.Octets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** How people name a session key: its address, its public key in hex, or a file that holds it. */
public final class SessionKeyText {

  private static final Pattern HEX = Pattern.compile("(?:0x)?([0-9a-fA-F]{64})");

  private SessionKeyText() {}

  /**
   * The public key.
   *
   * @param passphrases for a file that is encrypted
   * @throws IOException if the file cannot be read
   * @throws KeyFileException if the file holds no sr25519 key
   * @throws IllegalArgumentException if the text is none of the three
   */
  public static Octets parse(String text, PassphraseSource passphrases)
      throws IOException, KeyFileException {
    var hex = HEX.matcher(text);
    if (hex.matches()) {
      return Octets.ofHex(hex.group(1));
    }
    Path file = Path.of(text);
    if (Files.exists(file)) {
      KeyFile key = KeyFile.read(file, passphrases);
      Octets publicKey = Octets.of(key.publicKey());
      key.destroy();
      if (key.type() != KeyType.SR25519) {
        throw new IllegalArgumentException("a session key is an sr25519 key: " + text);
      }
      return publicKey;
    }
    try {
      return Octets.of(Ss58.decode(text));
    } catch (InvalidAddressException e) {
      throw new IllegalArgumentException(
          "neither a key file, nor an address, nor 64 hex digits: " + text, e);
    }
  }
}
