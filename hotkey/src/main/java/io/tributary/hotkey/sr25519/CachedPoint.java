package io.tributary.hotkey.sr25519;

/**
 * A point prepared for being added: Y+X, Y-X, 2Z and 2dT. Affine points (Z = 1) carry no 2Z. Shared
 * ones are not written after their construction.
 */
final class CachedPoint {

  /** How many limbs an affine point has. */
  static final int AFFINE_LIMBS = 3 * FieldElement.LIMBS;

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

  /**
   * Becomes the affine point of a table with this number, from 1, or neutral for 0; constant time.
   *
   * @param table as {@link #copyTo} writes it, for so many points
   */
  void setChosen(long[] table, int start, int count, long number) {
    int step = count * FieldElement.LIMBS;
    yPlusX.setChosen(table, start, count, number, 1);
    yMinusX.setChosen(table, start + step, count, number, 1);
    twoDt.setChosen(table, start + 2 * step, count, number, 0);
  }

  /** Writes this affine point as number {@code index}, from 0, of so many to a table. */
  void copyTo(long[] table, int start, int count, int index) {
    int step = count * FieldElement.LIMBS;
    int at = start + index * FieldElement.LIMBS;
    yPlusX.copyTo(table, at);
    yMinusX.copyTo(table, at + step);
    twoDt.copyTo(table, at + 2 * step);
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
