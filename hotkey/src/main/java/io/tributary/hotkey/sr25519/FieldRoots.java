package io.tributary.hotkey.sr25519;

import java.util.HexFormat;

/** Inverses and square roots in the field, and the constants of the curve. Constant time. */
final class FieldRoots {

  static final FieldElement ONE = FieldElement.of(1);

  /** The d of the curve: -121665 / 121666. */
  static final FieldElement D =
      constant("a3785913ca4deb75abd841414d0a700098e879777940c78c73fe6f2bee6c0352");

  static final FieldElement SQRT_M1 =
      constant("b0a00e4a271beec478e42fad0618432fa7d7fb3d99004d2b0bdfc14f8024832b");

  /** A square root and whether it is one. */
  static final class Root {
    final FieldElement value;
    final long squareMask;

    Root(FieldElement value, long squareMask) {
      this.value = value;
      this.squareMask = squareMask;
    }
  }

  private FieldRoots() {}

  static FieldElement constant(String hex) {
    return FieldElement.fromBytes(HexFormat.of().parseHex(hex));
  }

  /**
   * SQRT_RATIO_M1 of RFC 9496, 3.1: the non-negative square root of u/v with an all-ones mask, or
   * that of i u/v with a zero mask if u/v is no square. Zero if v is zero. Both are reduced; the
   * root may be negated.
   */
  static Root ratioRoot(FieldElement u, FieldElement v) {
    FieldElement v3 = v.squared().times(v);
    FieldElement v7 = v3.squared().times(v);
    FieldElement power = powP58(u.times(v7));
    FieldElement r = u.times(v3).times(power);
    FieldElement check = v.times(r.squared());
    FieldElement minusU = u.negated();
    long correct = check.equalMask(u);
    long flipped = check.equalMask(minusU);
    long flippedI = check.equalMask(minusU.times(SQRT_M1));
    r.setIf(flipped | flippedI, r.times(SQRT_M1));
    Root root = new Root(absolute(r), correct | flipped);
    FieldElement.wipeAll(v3, v7, power, r, check);
    return root;
  }

  static Root inverseRoot(FieldElement v) {
    return ratioRoot(ONE, v);
  }

  static FieldElement absolute(FieldElement a) {
    FieldElement result = a.copy();
    result.negateIf(a.negativeMask());
    return result;
  }

  /** 1/a; zero for zero. */
  static FieldElement inverse(FieldElement a) {
    // p - 2 = 8 (p - 5)/8 + 3
    FieldElement result = powP58(a);
    squareTimes(result, 3);
    result.setProduct(result, a.squared().times(a));
    return result;
  }

  /** a to the power (p - 5)/8 = 2^252 - 3. */
  private static FieldElement powP58(FieldElement a) {
    FieldElement a2 = a.squared();
    FieldElement a9 = a2.squared().squared().times(a);
    FieldElement a11 = a9.times(a2);
    FieldElement ones5 = a11.squared().times(a9); // 2^5 - 1
    FieldElement ones10 = repeat(ones5, 5, ones5);
    FieldElement ones20 = repeat(ones10, 10, ones10);
    FieldElement ones40 = repeat(ones20, 20, ones20);
    FieldElement ones50 = repeat(ones40, 10, ones10);
    FieldElement ones100 = repeat(ones50, 50, ones50);
    FieldElement ones200 = repeat(ones100, 100, ones100);
    FieldElement ones250 = repeat(ones200, 50, ones50);
    FieldElement result = repeat(ones250, 2, a);
    FieldElement.wipeAll(a2, a9, a11, ones5, ones10, ones20, ones40, ones50, ones100);
    FieldElement.wipeAll(ones200, ones250);
    return result;
  }

  /** a to the power 2^squarings, times b. */
  private static FieldElement repeat(FieldElement a, int squarings, FieldElement b) {
    FieldElement result = a.copy();
    squareTimes(result, squarings);
    result.setProduct(result, b);
    return result;
  }

  private static void squareTimes(FieldElement a, int squarings) {
    for (int i = 0; i < squarings; i++) {
      a.setSquare(a);
    }
  }
}
