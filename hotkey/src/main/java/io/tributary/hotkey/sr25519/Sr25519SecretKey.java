package io.tributary.hotkey.sr25519;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.security.auth.Destroyable;

/**
 * An sr25519 secret key: scalar, nonce seed and public key. Signing is constant-time in the secret.
 * Thread-safe, and several threads sign at once; {@link #destroy()} waits for those that do, then
 * the secret is overwritten and signing is refused.
 */
public final class Sr25519SecretKey implements Destroyable {

  public static final int MINI_SECRET_BYTES = 32;
  public static final int SECRET_KEY_BYTES = 64;

  private final Scalar scalar;
  private final byte[] nonce;
  private final byte[] publicKey;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean destroyed;

  private Sr25519SecretKey(Scalar scalar, byte[] nonce) {
    this.scalar = scalar;
    this.nonce = nonce;
    EdwardsPoint point = BasePoint.multiply(scalar);
    this.publicKey = Ristretto255.encode(point);
    point.wipe();
  }

  /**
   * Expands a seed of 32 bytes as schnorrkel's {@code ExpansionMode::Ed25519} does. The array stays
   * the caller's, to be overwritten.
   *
   * @throws IllegalArgumentException if the length is wrong
   */
  public static Sr25519SecretKey fromMiniSecret(byte[] miniSecret) {
    if (miniSecret.length != MINI_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "a seed has 32 bytes, not " + miniSecret.length + "; give the 32 bytes of secretSeed");
    }
    byte[] hash = sha512(miniSecret);
    hash[0] &= (byte) 0xf8;
    hash[31] &= 0x3f;
    hash[31] |= 0x40;
    // The clamped number is a multiple of 8 below 2^255, so an eighth of it is canonical.
    byte[] scalar = new byte[32];
    int carry = 0;
    for (int i = 31; i >= 0; i--) {
      int b = hash[i] & 0xff;
      scalar[i] = (byte) ((b >>> 3) | carry);
      carry = b << 5;
    }
    Sr25519SecretKey key =
        new Sr25519SecretKey(Scalar.fromCanonicalBytes(scalar), Arrays.copyOfRange(hash, 32, 64));
    Arrays.fill(hash, (byte) 0);
    Arrays.fill(scalar, (byte) 0);
    return key;
  }

  /**
   * Reads the 64 bytes scalar then nonce, the scalar canonical (schnorrkel's {@code to_bytes}, and
   * {@code privateKey} of btwallet files). The array stays the caller's.
   *
   * @throws IllegalArgumentException if the length is wrong or the scalar is zero or not canonical,
   *     as in the form of polkadot-js, which multiplies it by 8
   */
  public static Sr25519SecretKey fromSecretKey(byte[] secretKey) {
    if (secretKey.length != SECRET_KEY_BYTES) {
      throw new IllegalArgumentException("a secret key has 64 bytes, not " + secretKey.length);
    }
    byte[] half = Arrays.copyOf(secretKey, 32);
    Scalar scalar = Scalar.fromCanonicalBytes(half);
    Arrays.fill(half, (byte) 0);
    if (scalar == null || scalar.isZero()) {
      throw new IllegalArgumentException(
          "the scalar of the secret key is not canonical; a key exported by polkadot-js has"
              + " another form: use its seed");
    }
    return new Sr25519SecretKey(scalar, Arrays.copyOfRange(secretKey, 32, 64));
  }

  /** The 32-byte public key. A fresh array. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** The 64 bytes scalar then nonce, for writing a key file. The caller overwrites them. */
  public byte[] toBytes() {
    Lock use = use();
    try {
      byte[] half = scalar.toBytes();
      byte[] bytes = Arrays.copyOf(half, SECRET_KEY_BYTES);
      System.arraycopy(nonce, 0, bytes, 32, 32);
      Arrays.fill(half, (byte) 0);
      return bytes;
    } finally {
      use.unlock();
    }
  }

  /**
   * The key that schnorrkel derives by a hard junction, with the chain code of 32 bytes. Only the
   * holder of this secret can derive it. The caller overwrites it.
   *
   * @return the seed of the derived key, 32 bytes
   * @throws IllegalStateException after {@link #destroy()}
   */
  public byte[] deriveHard(byte[] chainCode) {
    Lock use = use();
    try {
      return KeyDerivation.hard(scalar, chainCode);
    } finally {
      use.unlock();
    }
  }

  /**
   * The key that schnorrkel derives by a soft junction, with the chain code of 32 bytes; its public
   * key follows from this one's. The nonce seed, which schnorrkel draws at random, is derived from
   * this secret, so that the same key comes out each time.
   *
   * @throws IllegalStateException after {@link #destroy()}
   */
  public Sr25519SecretKey deriveSoft(byte[] chainCode) {
    Lock use = use();
    try {
      byte[] derivedNonce = KeyDerivation.softNonce(publicKey, chainCode, nonce);
      return new Sr25519SecretKey(KeyDerivation.soft(scalar, publicKey, chainCode), derivedNonce);
    } finally {
      use.unlock();
    }
  }

  /**
   * Signs these bytes. Signatures are randomised: two over the same bytes differ.
   *
   * @param random gives the fresh half of the nonce; the other half comes from the secret, so that
   *     a weak generator does not give the key away
   * @throws IllegalStateException after {@link #destroy()}
   */
  public byte[] sign(byte[] message, SecureRandom random) {
    Lock use = use();
    try {
      MerlinTranscript transcript = SigningTranscript.of(publicKey, message);
      byte[] witness = transcript.witness("signing", nonce, random, 64);
      Scalar r = Scalar.fromWideBytes(witness);
      Arrays.fill(witness, (byte) 0);
      EdwardsPoint point = BasePoint.multiply(r);
      byte[] commitment = Ristretto255.encode(point);
      Scalar k = SigningTranscript.challenge(transcript, commitment);
      byte[] s = k.multiplyAdd(scalar, r).toBytes();
      r.wipe();
      point.wipe();
      byte[] signature = Arrays.copyOf(commitment, Sr25519.SIGNATURE_BYTES);
      System.arraycopy(s, 0, signature, 32, 32);
      signature[63] |= (byte) 0x80;
      return signature;
    } finally {
      use.unlock();
    }
  }

  @Override
  public void destroy() {
    lock.writeLock().lock();
    try {
      scalar.wipe();
      Arrays.fill(nonce, (byte) 0);
      destroyed = true;
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public boolean isDestroyed() {
    lock.readLock().lock();
    try {
      return destroyed;
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public String toString() {
    return "Sr25519SecretKey[redacted]";
  }

  /** Holds off {@link #destroy()} until the lock returned is unlocked. */
  private Lock use() {
    Lock use = lock.readLock();
    use.lock();
    if (destroyed) {
      use.unlock();
      throw new IllegalStateException("this secret key was destroyed");
    }
    return use;
  }

  private static byte[] sha512(byte[] data) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-512", e);
    }
  }
}
