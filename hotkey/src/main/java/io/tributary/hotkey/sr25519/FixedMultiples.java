package io.tributary.hotkey.sr25519;

/**
 * A point with the multiples m 16^w of it, for m in 1..8 and w in 0..63, so that any multiple is a
 * sum of 64 of them and needs no doubling. Not constant time: for public scalars only. Immutable
 * and thread-safe; some 100 KiB.
 */
final class FixedMultiples {

  static final int WINDOWS = 64;
  static final int MULTIPLES = 8;

  private final CachedPoint[] points;

  FixedMultiples(EdwardsPoint point) {
    this.points = affine(point);
  }

  /** At 8 w + m - 1 the point m 16^w P, with Z = 1. */
  static CachedPoint[] affine(EdwardsPoint point) {
    EdwardsPoint[] points = new EdwardsPoint[WINDOWS * MULTIPLES];
    EdwardsPoint power = point.copy();
    for (int window = 0; window < WINDOWS; window++) {
      CachedPoint step = CachedPoint.of(power);
      EdwardsPoint multiple = power.copy();
      for (int i = 0; i < MULTIPLES; i++) {
        points[MULTIPLES * window + i] = multiple.copy();
        multiple.add(step);
      }
      for (int i = 0; i < 4; i++) {
        power.twice();
      }
    }
    return CachedPoint.affine(points);
  }

  /** Adds this point times the scalar. */
  void addTo(EdwardsPoint sum, Scalar scalar) {
    byte[] digits = scalar.radix16();
    for (int window = 0; window < WINDOWS; window++) {
      int digit = digits[window];
      if (digit > 0) {
        sum.add(points[MULTIPLES * window + digit - 1]);
      } else if (digit < 0) {
        sum.subtract(points[MULTIPLES * window - digit - 1]);
      }
    }
  }
}
