package io.tributary.hotkey.sr25519;

/**
 * a P + b B by one common chain of doublings over non-adjacent forms (Straus). Not constant time:
 * for verification, where all inputs are public.
 */
final class DoubleMultiplication {

  private static final int POINT_WIDTH = 5;
  private static final int BASE_WIDTH = 8;

  private DoubleMultiplication() {}

  static EdwardsPoint of(Scalar a, EdwardsPoint point, Scalar b) {
    EdwardsPoint[] odd = BasePoint.oddMultiples(point, 1 << (POINT_WIDTH - 2));
    CachedPoint[] pointMultiples = new CachedPoint[odd.length];
    for (int i = 0; i < odd.length; i++) {
      pointMultiples[i] = CachedPoint.of(odd[i]);
    }
    byte[] pointDigits = a.nonAdjacentForm(POINT_WIDTH);
    byte[] baseDigits = b.nonAdjacentForm(BASE_WIDTH);
    int i = 255;
    while (i > 0 && pointDigits[i] == 0 && baseDigits[i] == 0) {
      i--;
    }
    EdwardsPoint result = EdwardsPoint.neutral();
    for (; i >= 0; i--) {
      if (pointDigits[i] == 0 && baseDigits[i] == 0 && i > 0) {
        result.twiceWithoutT();
      } else {
        result.twice();
        add(result, pointMultiples, pointDigits[i]);
        add(result, BasePoint.ODD_MULTIPLES, baseDigits[i]);
      }
    }
    return result;
  }

  private static void add(EdwardsPoint result, CachedPoint[] oddMultiples, int digit) {
    if (digit > 0) {
      result.add(oddMultiples[digit / 2]);
    } else if (digit < 0) {
      result.subtract(oddMultiples[-digit / 2]);
    }
  }
}
