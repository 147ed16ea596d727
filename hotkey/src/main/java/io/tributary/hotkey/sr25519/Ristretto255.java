package io.tributary.hotkey.sr25519;

import java.util.Arrays;

/**
 * The prime-order group ristretto255 of RFC 9496: its canonical encoding of 32 bytes. Points are
 * kept as curve points, one of several that stand for the same element. Its one-way map (4.3.4) is
 * not needed for signatures and not implemented.
 */
final class Ristretto255 {

  /** 1/sqrt(-1 - d). */
  private static final FieldElement INVSQRT_A_MINUS_D =
      FieldRoots.constant("ea405d80aafdc899be72415a17162f9d40d801fe917bc216a2fcafcf05896c78");

  private Ristretto255() {}

  /**
   * Decodes (RFC 9496, 4.3.1).
   *
   * @return null if the bytes are not the canonical encoding of an element
   */
  static EdwardsPoint decode(byte[] bytes) {
    if (bytes.length != 32) {
      return null;
    }
    FieldElement s = FieldElement.fromBytes(bytes);
    if (!Arrays.equals(s.toBytes(), bytes) || s.negativeMask() != 0) {
      return null;
    }
    FieldElement ss = s.squared();
    FieldElement u1 = FieldRoots.ONE.minus(ss);
    FieldElement u2 = FieldRoots.ONE.plus(ss);
    FieldElement u2Square = u2.squared();
    FieldElement v = new FieldElement();
    v.setWideDifference(v, FieldRoots.D.times(u1.squared()).plus(u2Square));
    FieldRoots.Root root = FieldRoots.inverseRoot(v.times(u2Square));
    FieldElement denominatorX = root.value.times(u2);
    FieldElement denominatorY = root.value.times(denominatorX).times(v);
    FieldElement x = FieldRoots.absolute(s.plus(s).times(denominatorX));
    FieldElement y = u1.times(denominatorY);
    FieldElement t = x.times(y);
    long yIsZero = y.equalMask(new FieldElement());
    if (root.squareMask == 0 || t.negativeMask() != 0 || yIsZero != 0) {
      return null;
    }
    return new EdwardsPoint(x, y, FieldElement.of(1), t);
  }

  /** The canonical encoding (RFC 9496, 4.3.2); constant time. */
  static byte[] encode(EdwardsPoint p) {
    FieldElement u1 = p.z.plus(p.y).times(p.z.minus(p.y));
    FieldElement u2 = p.x.times(p.y);
    FieldElement root = FieldRoots.inverseRoot(u1.times(u2.squared())).value;
    FieldElement denominator1 = root.times(u1);
    FieldElement denominator2 = root.times(u2);
    FieldElement zInverse = denominator1.times(denominator2).times(p.t);
    long rotate = p.t.times(zInverse).negativeMask();
    FieldElement x = p.x.copy();
    FieldElement y = p.y.copy();
    FieldElement denominator = denominator2;
    x.setIf(rotate, p.y.times(FieldRoots.SQRT_M1));
    y.setIf(rotate, p.x.times(FieldRoots.SQRT_M1));
    denominator.setIf(rotate, denominator1.times(INVSQRT_A_MINUS_D));
    y.negateIf(x.times(zInverse).negativeMask());
    byte[] bytes = FieldRoots.absolute(denominator.times(p.z.minus(y))).toBytes();
    FieldElement.wipeAll(u1, u2, root, denominator1, denominator2, zInverse, x, y);
    return bytes;
  }
}
