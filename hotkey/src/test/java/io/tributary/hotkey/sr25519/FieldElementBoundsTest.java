package io.tributary.hotkey.sr25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** No limb is ever negative or over its bound, whatever the limbs that went in. */
class FieldElementBoundsTest {

  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final long UNIT = 1L << 51;
  private static final long REDUCED = UNIT + (1L << 17);
  private static final long TWO_P0 = 2 * (UNIT - 19);
  private static final long TWO_P = 2 * (UNIT - 1);
  private static final String[] LIMBS = {"l0", "l1", "l2", "l3", "l4"};

  /** Elements as products leave them, up to the largest limbs. */
  @Provide
  Arbitrary<FieldElement> reduced() {
    Arbitrary<Long> limb =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, REDUCED - 1),
            Arbitraries.of(0L, 1L, UNIT - 19, UNIT - 1, UNIT, REDUCED - 1));
    return Combinators.combine(limb, limb, limb, limb, limb)
        .as((a, b, c, d, e) -> element(a, b, c, d, e));
  }

  @Provide
  Arbitrary<EdwardsPoint> points() {
    Arbitrary<FieldElement> any = reduced();
    return Combinators.combine(any, any, any, any).as(EdwardsPoint::new);
  }

  @Property
  void operationsKeepTheirBounds(
      @ForAll("reduced") FieldElement a, @ForAll("reduced") FieldElement b) {
    FieldElement negative = b.negated();
    within(negative, 2);
    assertThat(limb(negative, 0)).isLessThanOrEqualTo(TWO_P0);
    for (int i = 1; i < 5; i++) {
      assertThat(limb(negative, i)).isLessThanOrEqualTo(TWO_P);
    }
    isValue(negative, value(b).negate());
    within(negative.negated(), 2);
    isValue(negative.negated(), value(b));
    isReduced(a.times(b), value(a).multiply(value(b)));
    isReduced(a.squared(), value(a).pow(2));
    FieldElement sum = a.plus(b);
    within(sum, 2);
    isValue(sum, value(a).add(value(b)));
    within(a.minus(b), 3);
    isValue(a.minus(b), value(a).subtract(value(b)));
    within(a.minus(negative), 3);
    isValue(a.minus(negative), value(a).add(value(b)));
    FieldElement wide = new FieldElement();
    wide.setWideDifference(a, b.minus(a));
    within(wide, 5);
    isValue(wide, value(a).multiply(BigInteger.TWO).subtract(value(b)));
    wide.setWideDifference(sum, sum);
    within(wide, 6);
    isValue(wide, BigInteger.ZERO);
  }

  @Property
  void factorsMayMultiplyToForty(
      @ForAll("reduced") FieldElement a,
      @ForAll("reduced") FieldElement b,
      @ForAll @IntRange(min = 1, max = 16) int first) {
    int second = Math.min(16, 40 / first);
    FieldElement x = times(a, first);
    FieldElement y = times(b, second);
    isReduced(x.times(y), value(x).multiply(value(y)));
    isReduced(y.times(x), value(x).multiply(value(y)));
    FieldElement square = times(a, 6);
    isReduced(square.squared(), value(square).pow(2));
    FieldElement wide = times(a, 16);
    assertThat(LittleEndian.integer(wide.toBytes())).isEqualTo(value(wide).mod(P));
    assertThat(wide.negativeMask()).isEqualTo(value(wide).mod(P).testBit(0) ? -1L : 0L);
  }

  @Property
  void theLargestFactorsOfAllAreReduced(@ForAll @IntRange(min = 1, max = 16) int first) {
    long largest = REDUCED - 1;
    FieldElement a = element(largest, largest, largest, largest, largest);
    factorsMayMultiplyToForty(a, a, first);
  }

  @Property
  void doublingStaysWithinBounds(@ForAll("points") EdwardsPoint point, @ForAll boolean negate) {
    if (negate) {
      point.negate();
    }
    BigInteger x = value(point.x);
    BigInteger y = value(point.y);
    BigInteger z = value(point.z);
    point.twice();
    BigInteger g = y.pow(2).subtract(x.pow(2));
    BigInteger h = y.pow(2).add(x.pow(2));
    BigInteger f = z.pow(2).multiply(BigInteger.TWO).subtract(g);
    BigInteger e = x.multiply(y).multiply(BigInteger.TWO);
    arePoint(point, e, f, g, h);
  }

  @Property
  void additionStaysWithinBounds(
      @ForAll("points") EdwardsPoint point,
      @ForAll("points") EdwardsPoint other,
      @ForAll boolean negate,
      @ForAll boolean subtract) {
    if (negate) {
      point.negate();
      other.negate();
    }
    CachedPoint cached = CachedPoint.of(other);
    for (FieldElement part : List.of(cached.yPlusX, cached.yMinusX, cached.twoDt)) {
      within(part, 1);
    }
    within(cached.twoZ, 2);
    BigInteger e = value(point.y).add(value(point.x));
    BigInteger f = value(point.y).subtract(value(point.x));
    BigInteger g = value(point.t).multiply(value(cached.twoDt));
    BigInteger h = value(point.z).multiply(value(cached.twoZ));
    e = e.multiply(value(subtract ? cached.yMinusX : cached.yPlusX));
    f = f.multiply(value(subtract ? cached.yPlusX : cached.yMinusX));
    g = subtract ? g.negate() : g;
    if (subtract) {
      point.subtract(cached);
    } else {
      point.add(cached);
    }
    arePoint(point, e.subtract(f), h.subtract(g), h.add(g), e.add(f));
  }

  private static void arePoint(
      EdwardsPoint point, BigInteger e, BigInteger f, BigInteger g, BigInteger h) {
    isReduced(point.x, e.multiply(f));
    isReduced(point.y, g.multiply(h));
    isReduced(point.z, f.multiply(g));
    isReduced(point.t, e.multiply(h));
  }

  private static void isReduced(FieldElement element, BigInteger value) {
    within(element, 1);
    isValue(element, value);
  }

  private static void within(FieldElement element, int bound) {
    for (int i = 0; i < 5; i++) {
      assertThat(limb(element, i)).isBetween(0L, bound * REDUCED);
    }
  }

  private static void isValue(FieldElement element, BigInteger value) {
    assertThat(value(element).mod(P)).isEqualTo(value.mod(P));
    assertThat(LittleEndian.integer(element.toBytes())).isEqualTo(value.mod(P));
  }

  private static FieldElement times(FieldElement a, int count) {
    FieldElement result = new FieldElement();
    for (int i = 0; i < count; i++) {
      result = result.plus(a);
    }
    return result;
  }

  private static BigInteger value(FieldElement element) {
    BigInteger value = BigInteger.ZERO;
    for (int i = 4; i >= 0; i--) {
      value = value.shiftLeft(51).add(BigInteger.valueOf(limb(element, i)));
    }
    return value;
  }

  private static FieldElement element(long... limbs) {
    FieldElement element = new FieldElement();
    try {
      for (int i = 0; i < 5; i++) {
        field(i).setLong(element, limbs[i]);
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the limbs have other names", e);
    }
    return element;
  }

  private static long limb(FieldElement element, int i) {
    try {
      return field(i).getLong(element);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the limbs have other names", e);
    }
  }

  private static Field field(int i) throws NoSuchFieldException {
    Field field = FieldElement.class.getDeclaredField(LIMBS[i]);
    field.setAccessible(true);
    return field;
  }
}
