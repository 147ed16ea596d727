package io.tributary.hotkey.identity;

import io.tributary.hotkey.phrase.InvalidPhraseException;
import io.tributary.hotkey.phrase.RecoveryPhrase;
import io.tributary.hotkey.sr25519.Sr25519SecretKey;
import java.util.Arrays;

/** Makes one key of the fields of a key file, or refuses them. Thread-safe. */
final class KeyFileParser {

  private static final int KEY_BYTES = 32;

  private KeyFileParser() {}

  static KeyFile parse(String content) throws KeyFileException {
    KeyFileFields fields = KeyFileFields.parse(content);
    KeyType type = fields.type();
    byte[] named = namedPublicKey(fields);
    byte[] secret = secret(fields, type);
    if (secret.length == 0) {
      if (named == null) {
        throw new KeyFileException(
            KeyFileFault.NO_KEY, "it holds no key; give a btwallet hotkey file");
      }
      return new KeyFile(type, named, secret);
    }
    byte[] derived = derive(type, secret);
    if (named != null && !Arrays.equals(named, derived)) {
      throw new KeyFileException(
          KeyFileFault.MISMATCH, "its secret belongs to another key than its public fields");
    }
    return new KeyFile(type, derived, secret);
  }

  private static byte[] secret(KeyFileFields fields, KeyType type) throws KeyFileException {
    String phrase = fields.text("secretPhrase");
    if (phrase != null) {
      return seed(phrase);
    }
    byte[] seed = fields.bytes("secretSeed", KEY_BYTES);
    if (seed != null) {
      return seed;
    }
    int bytes = type == KeyType.SR25519 ? Sr25519SecretKey.SECRET_KEY_BYTES : KEY_BYTES;
    byte[] privateKey = fields.bytes("privateKey", bytes);
    return privateKey == null ? new byte[0] : privateKey;
  }

  private static byte[] seed(String text) throws KeyFileException {
    char[] words = text.toCharArray();
    try {
      RecoveryPhrase phrase = RecoveryPhrase.parse(words);
      byte[] seed = phrase.miniSecret(new char[0]);
      phrase.destroy();
      return seed;
    } catch (InvalidPhraseException e) {
      throw new KeyFileException(KeyFileFault.PHRASE, "secretPhrase: " + e.getMessage());
    } finally {
      Arrays.fill(words, '\0');
    }
  }

  private static byte[] derive(KeyType type, byte[] secret) throws KeyFileException {
    if (type == KeyType.ED25519) {
      return Ed25519Keys.publicKey(secret);
    }
    Sr25519SecretKey key;
    try {
      key = KeyFile.secretKey(secret);
    } catch (IllegalArgumentException e) {
      throw KeyFileFields.malformed(e.getMessage());
    }
    byte[] publicKey = key.publicKey();
    key.destroy();
    return publicKey;
  }

  /** The key that all public fields name; null if there is none. */
  private static byte[] namedPublicKey(KeyFileFields fields) throws KeyFileException {
    byte[] named = null;
    for (byte[] candidate :
        new byte[][] {
          fields.bytes("publicKey", KEY_BYTES),
          fields.bytes("accountId", KEY_BYTES),
          address(fields)
        }) {
      if (candidate != null && named != null && !Arrays.equals(candidate, named)) {
        throw new KeyFileException(
            KeyFileFault.MISMATCH, "publicKey, accountId and ss58Address name different keys");
      }
      named = candidate == null ? named : candidate;
    }
    return named;
  }

  private static byte[] address(KeyFileFields fields) throws KeyFileException {
    String address = fields.address();
    if (address == null) {
      return null;
    }
    try {
      return Ss58.decode(address);
    } catch (InvalidAddressException e) {
      throw KeyFileFields.malformed("ss58Address: " + e.getMessage());
    }
  }
}
