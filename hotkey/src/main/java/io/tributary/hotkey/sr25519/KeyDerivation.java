package io.tributary.hotkey.sr25519;

import java.util.Arrays;

/**
 * Derivation of keys as schnorrkel's {@code derive}, by a transcript {@code SchnorrRistrettoHDKD}
 * with an empty identifier, as Substrate calls it. Constant time in the secret.
 */
final class KeyDerivation {

  static final int CHAIN_CODE_BYTES = 32;

  private static final byte[] NONE = new byte[0];

  private KeyDerivation() {}

  /** The seed of the key behind a hard junction. */
  static byte[] hard(Scalar secret, byte[] chainCode) {
    MerlinTranscript transcript = transcript(chainCode);
    byte[] bytes = secret.toBytes();
    transcript.append("secret-key", bytes);
    Arrays.fill(bytes, (byte) 0);
    byte[] seed = transcript.challenge("HDKD-hard", 32);
    transcript.wipe();
    return seed;
  }

  /** The scalar of the key behind a soft junction. */
  static Scalar soft(Scalar secret, byte[] publicKey, byte[] chainCode) {
    MerlinTranscript transcript = softTranscript(publicKey, chainCode);
    return secret.plus(Scalar.fromWideBytes(transcript.challenge("HDKD-scalar", 64)));
  }

  /** The nonce seed of the key behind a soft junction, of this derivation alone. */
  static byte[] softNonce(byte[] publicKey, byte[] chainCode, byte[] nonce) {
    return softTranscript(publicKey, chainCode).deterministicWitness("HDKD-nonce", nonce, 32);
  }

  private static MerlinTranscript softTranscript(byte[] publicKey, byte[] chainCode) {
    MerlinTranscript transcript = transcript(chainCode);
    transcript.append("public-key", publicKey);
    return transcript;
  }

  private static MerlinTranscript transcript(byte[] chainCode) {
    if (chainCode.length != CHAIN_CODE_BYTES) {
      throw new IllegalArgumentException("a chain code has 32 bytes, not " + chainCode.length);
    }
    MerlinTranscript transcript = new MerlinTranscript("SchnorrRistrettoHDKD");
    transcript.append("sign-bytes", NONE);
    transcript.append("chain-code", chainCode);
    return transcript;
  }
}
