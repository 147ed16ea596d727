package io.tributary.hotkey.sr25519;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Verification of sr25519 signatures (schnorrkel, context {@code substrate}). Thread-safe. Not
 * constant time: everything it sees is public.
 */
public final class Sr25519 {

  public static final int PUBLIC_KEY_BYTES = 32;
  public static final int SIGNATURE_BYTES = 64;

  private static final int MARKER = 0x80;
  private static final byte[] OPEN = "<Bytes>".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CLOSE = "</Bytes>".getBytes(StandardCharsets.US_ASCII);

  private Sr25519() {}

  /**
   * Whether the signature holds over exactly these bytes.
   *
   * <p>False, never an exception, for wrong lengths, encodings of key, commitment or scalar that
   * are not canonical, a missing schnorrkel marker bit, and for the all-zero public key: that is
   * the neutral element, for which anybody can sign.
   */
  public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    if (!isKeyForm(publicKey) || !isSignatureForm(signature)) {
      return false;
    }
    EdwardsPoint key = Ristretto255.decode(publicKey);
    if (key == null) {
      return false;
    }
    key.negate();
    return verify(publicKey, message, signature, (k, s) -> DoubleMultiplication.of(k, key, s));
  }

  /** Computes s B - k P for a key P. */
  @FunctionalInterface
  interface Expected {
    EdwardsPoint commitment(Scalar k, Scalar s);
  }

  /** The same for a key that is an element, however the expected commitment is computed. */
  static boolean verify(byte[] publicKey, byte[] message, byte[] signature, Expected expected) {
    if (!isSignatureForm(signature)) {
      return false;
    }
    byte[] commitment = Arrays.copyOf(signature, 32);
    byte[] response = Arrays.copyOfRange(signature, 32, SIGNATURE_BYTES);
    response[31] &= (byte) ~MARKER;
    Scalar s = Scalar.fromCanonicalBytes(response);
    if (s == null) {
      return false;
    }
    MerlinTranscript transcript = SigningTranscript.of(publicKey, message);
    Scalar k = SigningTranscript.challenge(transcript, commitment);
    // The encoding is unique, so a commitment in any other form than the canonical one differs.
    return Arrays.equals(Ristretto255.encode(expected.commitment(k, s)), commitment);
  }

  static boolean isKeyForm(byte[] publicKey) {
    return publicKey.length == PUBLIC_KEY_BYTES
        && !Arrays.equals(publicKey, new byte[PUBLIC_KEY_BYTES]);
  }

  private static boolean isSignatureForm(byte[] signature) {
    return signature.length == SIGNATURE_BYTES && (signature[SIGNATURE_BYTES - 1] & MARKER) != 0;
  }

  /**
   * Whether the signature holds over these bytes, or over them wrapped in {@code
   * <Bytes>...</Bytes>} as wallets do. For clients of the first protocol version only.
   */
  public static boolean verifyWallet(byte[] publicKey, byte[] message, byte[] signature) {
    return verify(publicKey, message, signature) || verify(publicKey, wrap(message), signature);
  }

  private static byte[] wrap(byte[] message) {
    byte[] wrapped = Arrays.copyOf(OPEN, OPEN.length + message.length + CLOSE.length);
    System.arraycopy(message, 0, wrapped, OPEN.length, message.length);
    System.arraycopy(CLOSE, 0, wrapped, OPEN.length + message.length, CLOSE.length);
    return wrapped;
  }
}
