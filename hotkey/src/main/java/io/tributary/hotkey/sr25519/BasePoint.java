package io.tributary.hotkey.sr25519;

import java.util.Arrays;

/** Multiples of the generator, from tables built when the class is loaded. Thread-safe. */
final class BasePoint {

  private static final int WINDOWS = 64;
  private static final int MULTIPLES = 8;

  private static final int WINDOW_LENGTH = MULTIPLES * CachedPoint.AFFINE_LIMBS;

  /** For each window w the points m 16^w B, for m in 1..8. */
  private static final long[] WINDOW_TABLE = windowTable();

  /** B, 3 B, 5 B ... 127 B. */
  static final CachedPoint[] ODD_MULTIPLES = CachedPoint.affine(oddMultiples(generator(), 64));

  private BasePoint() {}

  static EdwardsPoint generator() {
    FieldElement x =
        FieldRoots.constant("1ad5258f602d56c9b2a7259560c72c695cdcd6fd31e2a4c0fe536ecdd3366921");
    FieldElement y =
        FieldRoots.constant("5866666666666666666666666666666666666666666666666666666666666666");
    return new EdwardsPoint(x, y, FieldElement.of(1), x.times(y));
  }

  /** The generator times the scalar; constant time: every entry of a window is read. */
  static EdwardsPoint multiply(Scalar scalar) {
    byte[] digits = scalar.radix16();
    EdwardsPoint result = EdwardsPoint.neutral();
    CachedPoint chosen = CachedPoint.neutral();
    for (int window = 0; window < WINDOWS; window++) {
      long digit = digits[window];
      long sign = digit >> 63;
      long magnitude = (digit ^ sign) - sign;
      chosen.setChosen(WINDOW_TABLE, WINDOW_LENGTH * window, MULTIPLES, magnitude);
      chosen.negateIf(sign);
      result.add(chosen);
    }
    chosen.wipe();
    Arrays.fill(digits, (byte) 0);
    return result;
  }

  /** P, 3 P, 5 P ... */
  static EdwardsPoint[] oddMultiples(EdwardsPoint point, int count) {
    EdwardsPoint twice = point.copy();
    twice.twice();
    CachedPoint step = CachedPoint.of(twice);
    EdwardsPoint[] result = new EdwardsPoint[count];
    result[0] = point.copy();
    for (int i = 1; i < count; i++) {
      result[i] = result[i - 1].copy();
      result[i].add(step);
    }
    return result;
  }

  private static long[] windowTable() {
    EdwardsPoint[] points = new EdwardsPoint[WINDOWS * MULTIPLES];
    EdwardsPoint power = generator();
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
    CachedPoint[] affine = CachedPoint.affine(points);
    long[] table = new long[WINDOWS * WINDOW_LENGTH];
    for (int i = 0; i < affine.length; i++) {
      affine[i].copyTo(table, WINDOW_LENGTH * (i / MULTIPLES), MULTIPLES, i % MULTIPLES);
    }
    return table;
  }
}
