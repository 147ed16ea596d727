package io.tributary.hotkey.identity;

import io.tributary.hotkey.sr25519.Sr25519SecretKey;
import io.tributary.schemas.Hotkey;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.security.auth.Destroyable;

/**
 * Signs with an sr25519 key held in memory. Thread-safe; {@link #destroy()} overwrites the secret,
 * after which signing is refused.
 */
public final class LocalSigner implements Signer, Destroyable {

  private final Sr25519SecretKey key;
  private final SecureRandom random;

  LocalSigner(Sr25519SecretKey key, SecureRandom random) {
    this.key = key;
    this.random = random;
  }

  /**
   * A signer from a seed of 32 bytes, expanded as {@code ExpansionMode::Ed25519}. The array stays
   * the caller's, to be overwritten.
   *
   * @throws IllegalArgumentException if the length is wrong
   */
  public static LocalSigner fromMiniSecret(byte[] miniSecret) {
    return new LocalSigner(Sr25519SecretKey.fromMiniSecret(miniSecret), new SecureRandom());
  }

  /**
   * A signer from the 64 bytes canonical scalar then nonce ({@code privateKey} of btwallet files).
   * The array stays the caller's, to be overwritten.
   *
   * @throws IllegalArgumentException if the length is wrong or the scalar is not canonical
   */
  public static LocalSigner fromSecretKey(byte[] secretKey) {
    return new LocalSigner(Sr25519SecretKey.fromSecretKey(secretKey), new SecureRandom());
  }

  /** A signer with a new key; the same generator then randomises its signatures. */
  public static LocalSigner generate(SecureRandom random) {
    byte[] seed = new byte[Sr25519SecretKey.MINI_SECRET_BYTES];
    random.nextBytes(seed);
    LocalSigner signer = new LocalSigner(Sr25519SecretKey.fromMiniSecret(seed), random);
    Arrays.fill(seed, (byte) 0);
    return signer;
  }

  /** The address of the public key. */
  public Hotkey hotkey() {
    return Ss58.encode(key.publicKey());
  }

  @Override
  public byte[] publicKey() {
    return key.publicKey();
  }

  @Override
  public byte[] sign(SigningDomain domain, byte[] canonical) {
    return key.sign(domain.message(canonical), random);
  }

  @Override
  public void destroy() {
    key.destroy();
  }

  @Override
  public boolean isDestroyed() {
    return key.isDestroyed();
  }

  @Override
  public String toString() {
    return "LocalSigner[" + hotkey() + "]";
  }
}
