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
 * A key as read from a btwallet file, plain or encrypted by NaCl.
 *
 * <p>Of several secrets the phrase is used, then the seed, then the private key, as btwallet does;
 * without any the public part only. All public fields must agree with it. Not thread-safe; signers
 * taken from it are.
 */
public final class KeyFile implements Destroyable {

  private static final int MAX_BYTES = 64 * 1024;
  private static final int KEY_BYTES = 32;

  private final KeyType type;
  private final byte[] publicKey;

  private final byte[] secret;

  private boolean destroyed;

  /** A key with its seed of 32 bytes, sr25519 secret key of 64 bytes, or no secret (empty). */
  KeyFile(KeyType type, byte[] publicKey, byte[] secret) {
    this.type = type;
    this.publicKey = publicKey;
    this.secret = secret;
  }

  /**
   * Reads a plain file.
   *
   * @throws KeyFileException with a stable reason if it is encrypted, malformed or contradicts
   *     itself
   * @throws IOException if it cannot be read
   */
  public static KeyFile read(Path file) throws IOException, KeyFileException {
    return read(file, PassphraseSource.NONE);
  }

  /**
   * Reads a file, and decrypts it if it is encrypted by NaCl: that takes seconds and about 600 MiB
   * of heap.
   *
   * @param passphrases asked for the passphrase of an encrypted file
   * @throws KeyFileException with a stable reason if it cannot be decrypted, is malformed or
   *     contradicts itself
   * @throws IOException if it cannot be read
   */
  public static KeyFile read(Path file, PassphraseSource passphrases)
      throws IOException, KeyFileException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw new KeyFileException(
          KeyFileFault.TOO_LARGE, "it is larger than 64 KiB; give a btwallet hotkey file");
    }
    if (EncryptedKeyFile.isNacl(bytes)) {
      bytes = EncryptedKeyFile.decrypt(bytes, passphrase(file, passphrases));
    }
    String content = new String(bytes, StandardCharsets.UTF_8);
    Arrays.fill(bytes, (byte) 0);
    return parse(content);
  }

  /**
   * Reads the text of a plain file.
   *
   * @throws KeyFileException with a stable reason if it is encrypted, malformed or contradicts
   *     itself
   */
  public static KeyFile parse(String content) throws KeyFileException {
    return KeyFileParser.parse(content);
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

  private static char[] passphrase(Path file, PassphraseSource passphrases)
      throws KeyFileException {
    return passphrases
        .passphrase(file)
        .orElseThrow(
            () ->
                KeyFileFields.encrypted(
                    "NaCl",
                    "set "
                        + EnvironmentPassphrases.VARIABLE
                        + " or use a command at a terminal, which asks; or decrypt it with btcli,"
                        + " or grant a session key"));
  }

  /** The key of a seed or of scalar and nonce, by the length. */
  static Sr25519SecretKey secretKey(byte[] secret) {
    return secret.length == KEY_BYTES
        ? Sr25519SecretKey.fromMiniSecret(secret)
        : Sr25519SecretKey.fromSecretKey(secret);
  }
}
