package io.tributary.hotkey.identity;

import io.tributary.hotkey.sr25519.PreparedKey;
import io.tributary.hotkey.sr25519.Sr25519;

/** Verifies signatures over typed structures. Thread-safe. */
public final class SignatureVerifier {

  private SignatureVerifier() {}

  /**
   * Returns if the key signed these canonical bytes as a structure of this domain.
   *
   * @param publicKey an sr25519 key of 32 bytes
   * @param domain what kind of structure it must be
   * @param canonical the exact bytes received
   * @param signature 64 bytes
   * @throws InvalidSignatureException otherwise; also for wrong lengths and for the all-zero key,
   *     for which anybody can sign
   */
  public static void verify(
      byte[] publicKey, SigningDomain domain, byte[] canonical, byte[] signature)
      throws InvalidSignatureException {
    if (publicKey.length != Sr25519.PUBLIC_KEY_BYTES) {
      throw new InvalidSignatureException("a public key has 32 bytes, not " + publicKey.length);
    }
    if (signature.length != Sr25519.SIGNATURE_BYTES) {
      throw new InvalidSignatureException("a signature has 64 bytes, not " + signature.length);
    }
    require(Sr25519.verify(publicKey, domain.message(canonical), signature), domain);
  }

  /**
   * Returns if the key signed these canonical bytes as a structure of this domain.
   *
   * @param key prepared, for one of which many signatures are verified
   * @throws InvalidSignatureException otherwise
   */
  public static void verify(
      PreparedKey key, SigningDomain domain, byte[] canonical, byte[] signature)
      throws InvalidSignatureException {
    require(key.verify(domain.message(canonical), signature), domain);
  }

  private static void require(boolean holds, SigningDomain domain)
      throws InvalidSignatureException {
    if (!holds) {
      throw new InvalidSignatureException(
          "the signature does not hold for this key and " + domain.tag());
    }
  }
}
