package io.tributary.hotkey.identity;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Ed25519 (RFC 8032, pure) by BouncyCastle, for keys of btwallet's crypto type 0. Thread-safe. The
 * structures of this product are signed with sr25519 only.
 */
public final class Ed25519Keys {

  private Ed25519Keys() {}

  /**
   * Whether the signature holds over exactly these bytes.
   *
   * <p>False, never an exception, for wrong lengths, keys and commitments that are not canonical, a
   * scalar of the group order or more, and for the eight public keys of small order, for which
   * signatures hold over many messages.
   */
  public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return publicKey.length == Ed25519.PUBLIC_KEY_SIZE
        && signature.length == Ed25519.SIGNATURE_SIZE
        && Ed25519.validatePublicKeyPartial(publicKey, 0)
        && Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
  }

  /**
   * The public key of a seed of 32 bytes.
   *
   * @throws IllegalArgumentException if the length is wrong
   */
  public static byte[] publicKey(byte[] seed) {
    requireSeed(seed);
    byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    return publicKey;
  }

  /**
   * The signature of 64 bytes, the same each time.
   *
   * @throws IllegalArgumentException if the seed has not 32 bytes
   */
  public static byte[] sign(byte[] seed, byte[] message) {
    requireSeed(seed);
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  private static void requireSeed(byte[] seed) {
    if (seed.length != Ed25519.SECRET_KEY_SIZE) {
      throw new IllegalArgumentException("an ed25519 seed has 32 bytes, not " + seed.length);
    }
  }
}
