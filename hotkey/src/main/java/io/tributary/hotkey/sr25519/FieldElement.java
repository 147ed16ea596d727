package io.tributary.hotkey.sr25519;

/**
 * A mutable element of the field of 2^255 - 19, in five signed limbs of radix 2^51.
 *
 * <p>Every operation runs in constant time. Results of {@code setProduct} and {@code setSquare} are
 * <em>reduced</em>: limbs lie within (-2^16, 2^51 + 2^16). Sums and differences are not carried;
 * factors may be sums of up to four reduced elements (limbs below 2^53 in magnitude). Not
 * thread-safe while it is being written.
 */
final class FieldElement {

  private static final long MASK = (1L << 51) - 1;

  private long l0;
  private long l1;
  private long l2;
  private long l3;
  private long l4;

  /** Zero. */
  FieldElement() {}

  static FieldElement of(int small) {
    FieldElement result = new FieldElement();
    result.l0 = small;
    return result;
  }

  /** Reads 32 little-endian bytes; the top bit is ignored and the value need not be canonical. */
  static FieldElement fromBytes(byte[] bytes) {
    FieldElement result = new FieldElement();
    result.l0 = Bytes.littleEndianLong(bytes, 0) & MASK;
    result.l1 = (Bytes.littleEndianLong(bytes, 6) >>> 3) & MASK;
    result.l2 = (Bytes.littleEndianLong(bytes, 12) >>> 6) & MASK;
    result.l3 = (Bytes.littleEndianLong(bytes, 19) >>> 1) & MASK;
    result.l4 = (Bytes.littleEndianLong(bytes, 24) >>> 12) & MASK;
    return result;
  }

  /** The canonical 32 little-endian bytes. */
  byte[] toBytes() {
    // 16 p is added so that no limb is negative.
    long a0 = l0 + (MASK - 18) * 16;
    long a1 = l1 + MASK * 16;
    long a2 = l2 + MASK * 16;
    long a3 = l3 + MASK * 16;
    long a4 = l4 + MASK * 16;
    for (int pass = 0; pass < 2; pass++) {
      a1 += a0 >>> 51;
      a0 &= MASK;
      a2 += a1 >>> 51;
      a1 &= MASK;
      a3 += a2 >>> 51;
      a2 &= MASK;
      a4 += a3 >>> 51;
      a3 &= MASK;
      a0 += 19 * (a4 >>> 51);
      a4 &= MASK;
    }
    // One if the value is p or more: then adding 19 carries out of bit 255.
    long over = (a0 + 19) >>> 51;
    over = (a1 + over) >>> 51;
    over = (a2 + over) >>> 51;
    over = (a3 + over) >>> 51;
    over = (a4 + over) >>> 51;
    a0 += 19 * over;
    a1 += a0 >>> 51;
    a2 += a1 >>> 51;
    a3 += a2 >>> 51;
    a4 += a3 >>> 51;
    a0 &= MASK;
    a1 &= MASK;
    a2 &= MASK;
    a3 &= MASK;
    a4 &= MASK;
    byte[] bytes = new byte[32];
    Bytes.putLittleEndianLong(bytes, 0, a0 | (a1 << 51));
    Bytes.putLittleEndianLong(bytes, 8, (a1 >>> 13) | (a2 << 38));
    Bytes.putLittleEndianLong(bytes, 16, (a2 >>> 26) | (a3 << 25));
    Bytes.putLittleEndianLong(bytes, 24, (a3 >>> 39) | (a4 << 12));
    return bytes;
  }

  FieldElement copy() {
    FieldElement result = new FieldElement();
    result.set(this);
    return result;
  }

  void set(FieldElement a) {
    l0 = a.l0;
    l1 = a.l1;
    l2 = a.l2;
    l3 = a.l3;
    l4 = a.l4;
  }

  void setSum(FieldElement a, FieldElement b) {
    l0 = a.l0 + b.l0;
    l1 = a.l1 + b.l1;
    l2 = a.l2 + b.l2;
    l3 = a.l3 + b.l3;
    l4 = a.l4 + b.l4;
  }

  void setDifference(FieldElement a, FieldElement b) {
    l0 = a.l0 - b.l0;
    l1 = a.l1 - b.l1;
    l2 = a.l2 - b.l2;
    l3 = a.l3 - b.l3;
    l4 = a.l4 - b.l4;
  }

  /** Sets this to a b. Either may be this element. */
  void setProduct(FieldElement a, FieldElement b) {
    long a0 = a.l0;
    long a1 = a.l1;
    long a2 = a.l2;
    long a3 = a.l3;
    long a4 = a.l4;
    long b0 = b.l0;
    long b1 = b.l1;
    long b2 = b.l2;
    long b3 = b.l3;
    long b4 = b.l4;
    // A product is split at bit 51: low() its lower bits, high() the (signed) rest.
    long c0 = low(a0, b0);
    long c1 = high(a0, b0) + low(a0, b1) + low(a1, b0);
    long c2 = high(a0, b1) + high(a1, b0) + low(a0, b2) + low(a1, b1) + low(a2, b0);
    long c3 =
        (high(a0, b2) + high(a1, b1) + high(a2, b0))
            + (low(a0, b3) + low(a1, b2) + low(a2, b1) + low(a3, b0));
    long c4 =
        (high(a0, b3) + high(a1, b2) + high(a2, b1) + high(a3, b0))
            + (low(a0, b4) + low(a1, b3) + low(a2, b2) + low(a3, b1) + low(a4, b0));
    long c5 =
        (high(a0, b4) + high(a1, b3) + high(a2, b2) + high(a3, b1) + high(a4, b0))
            + (low(a1, b4) + low(a2, b3) + low(a3, b2) + low(a4, b1));
    long c6 =
        (high(a1, b4) + high(a2, b3) + high(a3, b2) + high(a4, b1))
            + (low(a2, b4) + low(a3, b3) + low(a4, b2));
    long c7 = (high(a2, b4) + high(a3, b3) + high(a4, b2)) + low(a3, b4) + low(a4, b3);
    long c8 = high(a3, b4) + high(a4, b3) + low(a4, b4);
    long c9 = high(a4, b4);
    setReduced(c0 + 19 * c5, c1 + 19 * c6, c2 + 19 * c7, c3 + 19 * c8, c4 + 19 * c9);
  }

  /** Sets this to a squared. It may be this element. */
  void setSquare(FieldElement a) {
    long a0 = a.l0;
    long a1 = a.l1;
    long a2 = a.l2;
    long a3 = a.l3;
    long a4 = a.l4;
    long d0 = 2 * a0;
    long d1 = 2 * a1;
    long d2 = 2 * a2;
    long d3 = 2 * a3;
    long c0 = low(a0, a0);
    long c1 = high(a0, a0) + low(d0, a1);
    long c2 = high(d0, a1) + low(d0, a2) + low(a1, a1);
    long c3 = high(d0, a2) + high(a1, a1) + low(d0, a3) + low(d1, a2);
    long c4 = high(d0, a3) + high(d1, a2) + low(d0, a4) + low(d1, a3) + low(a2, a2);
    long c5 = high(d0, a4) + high(d1, a3) + high(a2, a2) + low(d1, a4) + low(d2, a3);
    long c6 = high(d1, a4) + high(d2, a3) + low(d2, a4) + low(a3, a3);
    long c7 = high(d2, a4) + high(a3, a3) + low(d3, a4);
    long c8 = high(d3, a4) + low(a4, a4);
    long c9 = high(a4, a4);
    setReduced(c0 + 19 * c5, c1 + 19 * c6, c2 + 19 * c7, c3 + 19 * c8, c4 + 19 * c9);
  }

  /** Sets this to a if the mask is all ones; leaves it if the mask is zero. */
  void setIf(long mask, FieldElement a) {
    l0 ^= mask & (l0 ^ a.l0);
    l1 ^= mask & (l1 ^ a.l1);
    l2 ^= mask & (l2 ^ a.l2);
    l3 ^= mask & (l3 ^ a.l3);
    l4 ^= mask & (l4 ^ a.l4);
  }

  /** Exchanges the two elements if the mask is all ones. */
  static void swapIf(long mask, FieldElement a, FieldElement b) {
    FieldElement before = a.copy();
    a.setIf(mask, b);
    b.setIf(mask, before);
  }

  /** Negates this element if the mask is all ones. */
  void negateIf(long mask) {
    l0 = (l0 ^ mask) - mask;
    l1 = (l1 ^ mask) - mask;
    l2 = (l2 ^ mask) - mask;
    l3 = (l3 ^ mask) - mask;
    l4 = (l4 ^ mask) - mask;
  }

  FieldElement plus(FieldElement b) {
    FieldElement result = new FieldElement();
    result.setSum(this, b);
    return result;
  }

  FieldElement minus(FieldElement b) {
    FieldElement result = new FieldElement();
    result.setDifference(this, b);
    return result;
  }

  FieldElement times(FieldElement b) {
    FieldElement result = new FieldElement();
    result.setProduct(this, b);
    return result;
  }

  FieldElement squared() {
    FieldElement result = new FieldElement();
    result.setSquare(this);
    return result;
  }

  FieldElement negated() {
    FieldElement result = copy();
    result.negateIf(-1L);
    return result;
  }

  /** All ones if the canonical form is odd ("negative" in RFC 9496), else zero. */
  long negativeMask() {
    return -(long) (toBytes()[0] & 1);
  }

  /** All ones if both stand for the same value, else zero. */
  long equalMask(FieldElement b) {
    return Bytes.equalMask(toBytes(), b.toBytes());
  }

  void wipe() {
    set(new FieldElement());
  }

  private void setReduced(long c0, long c1, long c2, long c3, long c4) {
    // Columns are below 2^62, so one parallel carry leaves limbs barely above 2^51.
    l0 = (c0 & MASK) + 19 * (c4 >> 51);
    l1 = (c1 & MASK) + (c0 >> 51);
    l2 = (c2 & MASK) + (c1 >> 51);
    l3 = (c3 & MASK) + (c2 >> 51);
    l4 = (c4 & MASK) + (c3 >> 51);
  }

  private static long low(long a, long b) {
    return (a * b) & MASK;
  }

  private static long high(long a, long b) {
    return Math.multiplyHigh(a << 7, b << 6);
  }
}
