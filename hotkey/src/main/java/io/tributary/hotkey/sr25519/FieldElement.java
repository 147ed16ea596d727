package io.tributary.hotkey.sr25519;

/**
 * A mutable element of the field of 2^255 - 19, in five limbs of radix 2^51.
 *
 * <p>Every operation runs in constant time: no limb is ever negative, so that not even {@link
 * Math#multiplyHigh}, which asks for the sign of its operands until it is compiled, takes another
 * path for other values.
 *
 * <p>Limbs have bounds, counted in <em>units</em> of 2^51 (a reduced limb may exceed its unit by
 * less than 2^17, which the bounds below leave room for):
 *
 * <table>
 *   <caption>Bounds of limbs</caption>
 *   <tr><td>product, square, bytes read</td><td>1, "reduced"</td></tr>
 *   <tr><td>negative of a reduced element: 2p - a</td><td>2, and limb by limb at most 2p</td></tr>
 *   <tr><td>sum</td><td>the sum of both bounds</td></tr>
 *   <tr><td>difference: a + 2p - b, for b reduced or negated</td><td>2 more than a</td></tr>
 *   <tr><td>wide difference: a + 4p - b, for b up to 3</td><td>4 more than a</td></tr>
 * </table>
 *
 * <p>The bounds of two factors may multiply to 40 at most: a column of a product is then at most c
 * + 19 (5 * 40 + 4) units with c below 6 in the same column, hence below 2^63, and its carry, below
 * 2^12 and times 19 in the lowest limb, leaves a reduced element. Operands of {@code multiplyHigh}
 * are limbs shifted by 7 and 6 bits: for bounds up to 16 (2^55) they stay below 2^63.
 *
 * <p>Not thread-safe while it is being written.
 */
final class FieldElement {

  static final int LIMBS = 5;

  private static final long MASK = (1L << 51) - 1;

  /** The lowest limb of 2p, and each of the others. */
  private static final long TWO_P0 = 2 * (MASK - 18);

  private static final long TWO_P = 2 * MASK;

  private long l0;
  private long l1;
  private long l2;
  private long l3;
  private long l4;

  /** Zero. */
  FieldElement() {}

  /** The element of a number that is not negative. */
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
    FieldElement canonical = copy();
    canonical.makeCanonical();
    byte[] bytes = new byte[32];
    Bytes.putLittleEndianLong(bytes, 0, canonical.l0 | (canonical.l1 << 51));
    Bytes.putLittleEndianLong(bytes, 8, (canonical.l1 >>> 13) | (canonical.l2 << 38));
    Bytes.putLittleEndianLong(bytes, 16, (canonical.l2 >>> 26) | (canonical.l3 << 25));
    Bytes.putLittleEndianLong(bytes, 24, (canonical.l3 >>> 39) | (canonical.l4 << 12));
    canonical.wipe();
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

  /** Sets this to a - b, for b reduced or negated. */
  void setDifference(FieldElement a, FieldElement b) {
    l0 = a.l0 + TWO_P0 - b.l0;
    l1 = a.l1 + TWO_P - b.l1;
    l2 = a.l2 + TWO_P - b.l2;
    l3 = a.l3 + TWO_P - b.l3;
    l4 = a.l4 + TWO_P - b.l4;
  }

  /** Sets this to a - b, for b with a bound of up to 3. */
  void setWideDifference(FieldElement a, FieldElement b) {
    l0 = a.l0 + 2 * TWO_P0 - b.l0;
    l1 = a.l1 + 2 * TWO_P - b.l1;
    l2 = a.l2 + 2 * TWO_P - b.l2;
    l3 = a.l3 + 2 * TWO_P - b.l3;
    l4 = a.l4 + 2 * TWO_P - b.l4;
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
    // A product is split at bit 51: low() its lower bits, high() the rest.
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

  /**
   * Sets this to the element of a table with this number, from 1, or to a small one for 0. All are
   * read, so that memory does not tell which one was taken.
   *
   * @param table limbs of reduced elements, five each
   * @param start where the first begins
   * @param count how many there are
   */
  void setChosen(long[] table, int start, int count, long number, long small) {
    long r0 = small & ((number - 1) >> 63);
    long r1 = 0;
    long r2 = 0;
    long r3 = 0;
    long r4 = 0;
    int at = start;
    for (int i = 1; i <= count; i++) {
      long mask = ((number ^ i) - 1) >> 63;
      r0 |= mask & table[at];
      r1 |= mask & table[at + 1];
      r2 |= mask & table[at + 2];
      r3 |= mask & table[at + 3];
      r4 |= mask & table[at + 4];
      at += LIMBS;
    }
    l0 = r0;
    l1 = r1;
    l2 = r2;
    l3 = r3;
    l4 = r4;
  }

  /** Writes the limbs to a place in a table. */
  void copyTo(long[] table, int start) {
    table[start] = l0;
    table[start + 1] = l1;
    table[start + 2] = l2;
    table[start + 3] = l3;
    table[start + 4] = l4;
  }

  /** Exchanges the two elements if the mask is all ones. */
  static void swapIf(long mask, FieldElement a, FieldElement b) {
    long d0 = mask & (a.l0 ^ b.l0);
    long d1 = mask & (a.l1 ^ b.l1);
    long d2 = mask & (a.l2 ^ b.l2);
    long d3 = mask & (a.l3 ^ b.l3);
    long d4 = mask & (a.l4 ^ b.l4);
    a.l0 ^= d0;
    a.l1 ^= d1;
    a.l2 ^= d2;
    a.l3 ^= d3;
    a.l4 ^= d4;
    b.l0 ^= d0;
    b.l1 ^= d1;
    b.l2 ^= d2;
    b.l3 ^= d3;
    b.l4 ^= d4;
  }

  /** Negates this reduced or negated element if the mask is all ones. */
  void negateIf(long mask) {
    l0 ^= mask & (l0 ^ (TWO_P0 - l0));
    l1 ^= mask & (l1 ^ (TWO_P - l1));
    l2 ^= mask & (l2 ^ (TWO_P - l2));
    l3 ^= mask & (l3 ^ (TWO_P - l3));
    l4 ^= mask & (l4 ^ (TWO_P - l4));
  }

  FieldElement plus(FieldElement b) {
    FieldElement result = new FieldElement();
    result.setSum(this, b);
    return result;
  }

  /** The difference, for b reduced or negated. */
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

  /** The negative of this reduced or negated element. */
  FieldElement negated() {
    FieldElement result = copy();
    result.negateIf(-1L);
    return result;
  }

  /** All ones if the canonical form is odd ("negative" in RFC 9496), else zero. */
  long negativeMask() {
    FieldElement canonical = copy();
    canonical.makeCanonical();
    long mask = -(canonical.l0 & 1);
    canonical.wipe();
    return mask;
  }

  /** All ones if both stand for the same value, else zero; b has a bound of up to 3. */
  long equalMask(FieldElement b) {
    FieldElement difference = new FieldElement();
    difference.setWideDifference(this, b);
    difference.makeCanonical();
    long any = difference.l0 | difference.l1 | difference.l2 | difference.l3 | difference.l4;
    difference.wipe();
    return (any - 1) >> 63;
  }

  void wipe() {
    l0 = 0;
    l1 = 0;
    l2 = 0;
    l3 = 0;
    l4 = 0;
  }

  static void wipeAll(FieldElement... elements) {
    for (FieldElement element : elements) {
      element.wipe();
    }
  }

  /** Brings the limbs, of bounds up to 16, to the one form below p. */
  private void makeCanonical() {
    // The first pass leaves at most 19 * 17 above the lowest limb, which the second carries away.
    for (int pass = 0; pass < 2; pass++) {
      carry();
      l0 += 19 * (l4 >>> 51);
      l4 &= MASK;
    }
    // One if the value is p or more: then adding 19 carries out of bit 255.
    long over = (l0 + 19) >>> 51;
    over = (l1 + over) >>> 51;
    over = (l2 + over) >>> 51;
    over = (l3 + over) >>> 51;
    over = (l4 + over) >>> 51;
    l0 += 19 * over;
    carry();
    l4 &= MASK;
  }

  private void carry() {
    l1 += l0 >>> 51;
    l0 &= MASK;
    l2 += l1 >>> 51;
    l1 &= MASK;
    l3 += l2 >>> 51;
    l2 &= MASK;
    l4 += l3 >>> 51;
    l3 &= MASK;
  }

  private void setReduced(long c0, long c1, long c2, long c3, long c4) {
    // Columns are below 2^63, so one parallel carry leaves limbs barely above 2^51.
    l0 = (c0 & MASK) + 19 * (c4 >>> 51);
    l1 = (c1 & MASK) + (c0 >>> 51);
    l2 = (c2 & MASK) + (c1 >>> 51);
    l3 = (c3 & MASK) + (c2 >>> 51);
    l4 = (c4 & MASK) + (c3 >>> 51);
  }

  private static long low(long a, long b) {
    return (a * b) & MASK;
  }

  /** The bits from 51 on of a b: both are shifted so that they fill the upper word. */
  private static long high(long a, long b) {
    return Math.multiplyHigh(a << 7, b << 6);
  }
}
