package io.tributary.hotkey.sr25519;

/**
 * A point prepared for being added: Y+X, Y-X, 2Z and 2dT. Affine points (Z = 1) carry no 2Z. Shared
 * ones are not written after their construction.
 */
final class CachedPoint {

  private static final FieldElement TWO_D = reduced(FieldRoots.D.plus(FieldRoots.D));

  final FieldElement yPlusX;
  final FieldElement yMinusX;

  /** 2Z, or null for Z = 1. */
  final FieldElement twoZ;

  final FieldElement twoDt;

  private CachedPoint(
      FieldElement yPlusX, FieldElement yMinusX, FieldElement twoZ, FieldElement twoDt) {
    this.yPlusX = yPlusX;
    this.yMinusX = yMinusX;
    this.twoZ = twoZ;
    this.twoDt = twoDt;
  }

  static CachedPoint of(EdwardsPoint p) {
    return new CachedPoint(
        reduced(p.y.plus(p.x)), reduced(p.y.minus(p.x)), p.z.plus(p.z), p.t.times(TWO_D));
  }

  /** The same points with Z = 1, by one common inversion. */
  static CachedPoint[] affine(EdwardsPoint[] points) {
    FieldElement[] before = new FieldElement[points.length];
    FieldElement product = FieldRoots.ONE.copy();
    for (int i = 0; i < points.length; i++) {
      before[i] = product.copy();
      product.setProduct(product, points[i].z);
    }
    FieldElement inverse = FieldRoots.inverse(product);
    CachedPoint[] result = new CachedPoint[points.length];
    for (int i = points.length - 1; i >= 0; i--) {
      FieldElement zInverse = inverse.times(before[i]);
      inverse.setProduct(inverse, points[i].z);
      FieldElement x = points[i].x.times(zInverse);
      FieldElement y = points[i].y.times(zInverse);
      result[i] =
          new CachedPoint(reduced(y.plus(x)), reduced(y.minus(x)), null, x.times(y).times(TWO_D));
    }
    return result;
  }

  /** A fresh affine neutral point, to be selected into. */
  static CachedPoint neutral() {
    return new CachedPoint(FieldElement.of(1), FieldElement.of(1), null, new FieldElement());
  }

  /** Becomes the other affine point if the mask is all ones. */
  void setIf(long mask, CachedPoint other) {
    yPlusX.setIf(mask, other.yPlusX);
    yMinusX.setIf(mask, other.yMinusX);
    twoDt.setIf(mask, other.twoDt);
  }

  /** Becomes its negative if the mask is all ones. */
  void negateIf(long mask) {
    FieldElement.swapIf(mask, yPlusX, yMinusX);
    twoDt.negateIf(mask);
  }

  void wipe() {
    yPlusX.wipe();
    yMinusX.wipe();
    twoDt.wipe();
  }

  private static FieldElement reduced(FieldElement a) {
    return a.times(FieldRoots.ONE);
  }
}
