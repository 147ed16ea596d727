package io.tributary.hotkey.sr25519;

import java.util.Optional;

/**
 * A public key of which many signatures are verified: its multiples are computed once, at the cost
 * of a few verifications and some 100 KiB, and each verification then takes about half the time.
 * Immutable and thread-safe. Not constant time: everything it sees is public.
 */
public final class PreparedKey {

  private final byte[] publicKey;
  private final FixedMultiples negated;

  private PreparedKey(byte[] publicKey, FixedMultiples negated) {
    this.publicKey = publicKey;
    this.negated = negated;
  }

  /** Prepares a key; empty if no signature can hold for it, as {@link Sr25519#verify} tells. */
  public static Optional<PreparedKey> of(byte[] publicKey) {
    if (!Sr25519.isKeyForm(publicKey)) {
      return Optional.empty();
    }
    EdwardsPoint point = Ristretto255.decode(publicKey);
    if (point == null) {
      return Optional.empty();
    }
    point.negate();
    return Optional.of(new PreparedKey(publicKey.clone(), new FixedMultiples(point)));
  }

  /** What {@link Sr25519#verify} answers for this key. */
  public boolean verify(byte[] message, byte[] signature) {
    return Sr25519.verify(
        publicKey,
        message,
        signature,
        (k, s) -> {
          EdwardsPoint sum = EdwardsPoint.neutral();
          negated.addTo(sum, k);
          BasePoint.MULTIPLES_OF_B.addTo(sum, s);
          return sum;
        });
  }
}
