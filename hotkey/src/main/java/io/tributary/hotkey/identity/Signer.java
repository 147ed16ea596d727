package io.tributary.hotkey.identity;

/**
 * Signs structures with one sr25519 key. Implementations are thread-safe and never show their
 * secret, neither in {@code toString} nor in an exception.
 */
public interface Signer {

  /** The 32-byte public key. A fresh array. */
  byte[] publicKey();

  /**
   * Signs the canonical bytes of a structure.
   *
   * @param domain what kind of structure it is
   * @param canonical the structure's canonical bytes, whatever their length
   * @return a 64-byte sr25519 signature over {@link SigningDomain#message}
   */
  byte[] sign(SigningDomain domain, byte[] canonical);
}
