package io.tributary.hotkey.identity;

import io.tributary.hotkey.sr25519.Sr25519SecretKey;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.security.auth.Destroyable;

/**
 * A key as read from an unencrypted btwallet file.
 *
 * <p>Of several secrets the seed is used, then the private key, and then the public part only. All
 * public fields must agree with it; where a phrase stands beside it, which btwallet would prefer,
 * at least one public field must be there to agree. Not thread-safe; signers taken from it are.
 */
public final class KeyFile implements Destroyable {

  private static final int MAX_BYTES = 64 * 1024;
  private static final int KEY_BYTES = 32;

  private final KeyType type;
  private final byte[] publicKey;

  /** Seed of 32 bytes, sr25519 secret key of 64 bytes, or empty. */
  private final byte[] secret;

  private boolean destroyed;

  private KeyFile(KeyType type, byte[] publicKey, byte[] secret) {
    this.type = type;
    this.publicKey = publicKey;
    this.secret = secret;
  }

  /**
   * Reads a file.
   *
   * @throws KeyFileException with a stable reason if it is encrypted, malformed or contradicts
   *     itself
   * @throws IOException if it cannot be read
   */
  public static KeyFile read(Path file) throws IOException, KeyFileException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw new KeyFileException(
          KeyFileFault.TOO_LARGE, "it is larger than 64 KiB; give a btwallet hotkey file");
    }
    String content = new String(bytes, StandardCharsets.UTF_8);
    Arrays.fill(bytes, (byte) 0);
    return parse(content);
  }

  /**
   * Reads the text of a file.
   *
   * @throws KeyFileException with a stable reason if it is encrypted, malformed or contradicts
   *     itself
   */
  public static KeyFile parse(String content) throws KeyFileException {
    KeyFileFields fields = KeyFileFields.parse(content);
    KeyType type = fields.type();
    byte[] named = namedPublicKey(fields);
    byte[] secret = secret(fields, type);
    boolean phrase = fields.text("secretPhrase") != null;
    if (phrase && (secret.length == 0 || named == null)) {
      throw new KeyFileException(
          KeyFileFault.PHRASE_ONLY,
          "its key is given by a phrase alone, which is not read; give a file with secretSeed"
              + " and publicKey, as btwallet writes them");
    }
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

  public KeyType type() {
    return type;
  }

  /** The 32-byte public key. A fresh array. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** The address of the public key. */
  public Hotkey hotkey() {
    return Ss58.encode(publicKey);
  }

  /** Whether it holds a secret. */
  public boolean canSign() {
    return secret.length > 0;
  }

  /**
   * A signer of this key, which outlives {@link #destroy()} of this.
   *
   * @throws KeyFileException if there is no secret, or the key is not sr25519
   */
  public LocalSigner signer() throws KeyFileException {
    if (type != KeyType.SR25519) {
      throw new KeyFileException(
          KeyFileFault.KEY_TYPE, "its key is ed25519; structures are signed by sr25519 keys only");
    }
    return new LocalSigner(secretKey(requireSecret()), new SecureRandom());
  }

  /**
   * Signs a text as btwallet's {@code Keypair.sign} does; for clients of the first protocol version
   * and other tools, not for structures of this product.
   *
   * @param random randomises sr25519 signatures
   * @throws KeyFileException if there is no secret
   * @throws IllegalArgumentException if {@link WalletText} refuses the text
   */
  public byte[] signText(String text, SecureRandom random) throws KeyFileException {
    byte[] message = WalletText.bytesToSign(text);
    byte[] used = requireSecret();
    if (type == KeyType.ED25519) {
      return Ed25519Keys.sign(used, message);
    }
    Sr25519SecretKey key = secretKey(used);
    byte[] signature = key.sign(message, random);
    key.destroy();
    return signature;
  }

  @Override
  public void destroy() {
    Arrays.fill(secret, (byte) 0);
    destroyed = true;
  }

  @Override
  public boolean isDestroyed() {
    return destroyed;
  }

  @Override
  public String toString() {
    return "KeyFile[" + type.label() + " " + hotkey() + "]";
  }

  private byte[] requireSecret() throws KeyFileException {
    if (destroyed) {
      throw new IllegalStateException("this key was destroyed");
    }
    if (!canSign()) {
      throw new KeyFileException(
          KeyFileFault.NO_SECRET, "it holds the public part only; give the hotkey file itself");
    }
    return secret;
  }

  private static byte[] secret(KeyFileFields fields, KeyType type) throws KeyFileException {
    byte[] seed = fields.bytes("secretSeed", KEY_BYTES);
    if (seed != null) {
      return seed;
    }
    int bytes = type == KeyType.SR25519 ? Sr25519SecretKey.SECRET_KEY_BYTES : KEY_BYTES;
    byte[] privateKey = fields.bytes("privateKey", bytes);
    return privateKey == null ? new byte[0] : privateKey;
  }

  private static byte[] derive(KeyType type, byte[] secret) throws KeyFileException {
    if (type == KeyType.ED25519) {
      return Ed25519Keys.publicKey(secret);
    }
    Sr25519SecretKey key;
    try {
      key = secretKey(secret);
    } catch (IllegalArgumentException e) {
      throw KeyFileFields.malformed(e.getMessage());
    }
    byte[] publicKey = key.publicKey();
    key.destroy();
    return publicKey;
  }

  private static Sr25519SecretKey secretKey(byte[] secret) {
    return secret.length == KEY_BYTES
        ? Sr25519SecretKey.fromMiniSecret(secret)
        : Sr25519SecretKey.fromSecretKey(secret);
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
    String address = fields.text("ss58Address");
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
