package io.tributary.hotkey.sr25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Scalars against BigInteger. */
class ScalarPropertiesTest {

  private static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  @Provide
  Arbitrary<BigInteger> wide() {
    BigInteger top = BigInteger.TWO.pow(512).subtract(BigInteger.ONE);
    Arbitrary<BigInteger> nearMultiples =
        Arbitraries.bigIntegers()
            .between(BigInteger.ZERO, top.divide(L).subtract(BigInteger.ONE))
            .map(L::multiply);
    Arbitrary<BigInteger> anything = Arbitraries.bigIntegers().between(BigInteger.ZERO, top);
    return Arbitraries.oneOf(
        anything,
        nearMultiples,
        nearMultiples.map(n -> n.add(BigInteger.ONE)),
        nearMultiples.map(n -> n.subtract(BigInteger.ONE).max(BigInteger.ZERO)),
        Arbitraries.of(BigInteger.ZERO, L, top));
  }

  @Property
  void wideBytesAreReduced(@ForAll("wide") BigInteger value) {
    assertThat(integer(scalar(value))).isEqualTo(value.mod(L));
    assertThat(scalar(value).isZero()).isEqualTo(value.mod(L).signum() == 0);
  }

  @Property
  void multiplyAdd(
      @ForAll("wide") BigInteger a, @ForAll("wide") BigInteger b, @ForAll("wide") BigInteger c) {
    assertThat(integer(scalar(a).multiplyAdd(scalar(b), scalar(c))))
        .isEqualTo(a.multiply(b).add(c).mod(L));
  }

  @Property
  void onlyCanonicalBytesAreRead(@ForAll("wide") BigInteger value) {
    BigInteger half = value.mod(BigInteger.TWO.pow(256));
    Scalar scalar = Scalar.fromCanonicalBytes(LittleEndian.bytes(half, 32));
    if (half.compareTo(L) < 0) {
      assertThat(integer(scalar)).isEqualTo(half);
    } else {
      assertThat(scalar).isNull();
    }
    BigInteger reduced = value.mod(L);
    assertThat(integer(Scalar.fromCanonicalBytes(LittleEndian.bytes(reduced, 32))))
        .isEqualTo(reduced);
    assertThat(Scalar.fromCanonicalBytes(LittleEndian.bytes(reduced.add(L), 32))).isNull();
  }

  @Property
  void digitsAddUp(
      @ForAll("wide") BigInteger value, @ForAll @IntRange(min = 2, max = 8) int width) {
    BigInteger reduced = value.mod(L);
    byte[] radix16 = scalar(value).radix16();
    assertThat(sum(radix16, 4)).isEqualTo(reduced);
    for (byte digit : radix16) {
      assertThat((int) digit).isBetween(-8, 8);
    }
    byte[] naf = scalar(value).nonAdjacentForm(width);
    assertThat(sum(naf, 1)).isEqualTo(reduced);
    for (byte digit : naf) {
      assertThat(digit == 0 || (digit & 1) == 1).isTrue();
      assertThat(Math.abs(digit)).isLessThan(1 << (width - 1));
    }
  }

  private static BigInteger sum(byte[] digits, int bits) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < digits.length; i++) {
      sum = sum.add(BigInteger.valueOf(digits[i]).shiftLeft(bits * i));
    }
    return sum;
  }

  private static Scalar scalar(BigInteger value) {
    return Scalar.fromWideBytes(LittleEndian.bytes(value, 64));
  }

  private static BigInteger integer(Scalar scalar) {
    return LittleEndian.integer(scalar.toBytes());
  }
}
