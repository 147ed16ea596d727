package io.tributary.hotkey.sr25519;

import java.util.Arrays;

/** Multiples of the generator, from tables built when the class is loaded. Thread-safe. */
final class BasePoint {

  private static final int WINDOWS = FixedMultiples.WINDOWS;
  private static final int MULTIPLES = FixedMultiples.MULTIPLES;

  private static final int WINDOW_LENGTH = MULTIPLES * CachedPoint.AFFINE_LIMBS;

  /** For each window w the points m 16^w B, for m in 1..8. */
  private static final long[] WINDOW_TABLE = windowTable();

  /** B, 3 B, 5 B ... 127 B. */
  static final CachedPoint[] ODD_MULTIPLES = CachedPoint.affine(oddMultiples(generator(), 64));

  /** For public scalars: the windows' points one by one. */
  static final FixedMultiples MULTIPLES_OF_B = new FixedMultiples(generator());

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
    CachedPoint[] affine = FixedMultiples.affine(generator());
    long[] table = new long[WINDOWS * WINDOW_LENGTH];
    for (int i = 0; i < affine.length; i++) {
      affine[i].copyTo(table, WINDOW_LENGTH * (i / MULTIPLES), MULTIPLES, i % MULTIPLES);
    }
    return table;
  }
}
