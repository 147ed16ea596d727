package io.tributary.hotkey.sr25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The field against BigInteger. */
class FieldElementPropertiesTest {

  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  @Provide
  Arbitrary<BigInteger> elements() {
    Arbitrary<BigInteger> edges =
        Arbitraries.integers()
            .between(-40, 40)
            .map(small -> P.add(BigInteger.valueOf(small)).mod(BigInteger.TWO.pow(255)));
    Arbitrary<BigInteger> powers =
        Arbitraries.integers()
            .between(0, 254)
            .map(bit -> BigInteger.TWO.pow(bit).subtract(BigInteger.ONE));
    Arbitrary<BigInteger> any =
        Arbitraries.bigIntegers()
            .between(BigInteger.ZERO, BigInteger.TWO.pow(255).subtract(BigInteger.ONE));
    return Arbitraries.oneOf(any, edges, powers);
  }

  @Property
  void arithmeticIsThatOfIntegersModuloP(
      @ForAll("elements") BigInteger a, @ForAll("elements") BigInteger b) {
    FieldElement x = element(a);
    FieldElement y = element(b);
    assertThat(integer(x)).isEqualTo(a.mod(P));
    assertThat(integer(x.plus(y))).isEqualTo(a.add(b).mod(P));
    assertThat(integer(x.minus(y))).isEqualTo(a.subtract(b).mod(P));
    assertThat(integer(x.negated())).isEqualTo(a.negate().mod(P));
    assertThat(integer(x.times(y))).isEqualTo(a.multiply(b).mod(P));
    assertThat(integer(x.squared())).isEqualTo(a.multiply(a).mod(P));
  }

  @Property
  void rootsAndInverses(@ForAll("elements") BigInteger a, @ForAll("elements") BigInteger b) {
    FieldElement u = element(a);
    FieldElement v = element(b);
    FieldRoots.Root root = FieldRoots.ratioRoot(u, v);
    BigInteger r = integer(root.value);
    BigInteger ratio =
        b.mod(P).signum() == 0 ? BigInteger.ZERO : a.multiply(b.modInverse(P)).mod(P);
    boolean square = ratio.modPow(P.shiftRight(1), P).compareTo(BigInteger.ONE) <= 0;
    BigInteger expected = square ? ratio : ratio.multiply(integer(FieldRoots.SQRT_M1)).mod(P);
    assertThat(r.testBit(0)).isFalse();
    assertThat(r.multiply(r).mod(P)).isEqualTo(expected);
    boolean zeroDenominator = b.mod(P).signum() == 0 && a.mod(P).signum() != 0;
    assertThat(root.squareMask).isEqualTo(square && !zeroDenominator ? -1L : 0L);
    if (a.mod(P).signum() != 0) {
      assertThat(integer(FieldRoots.inverse(u))).isEqualTo(a.modInverse(P));
    }
  }

  @Property
  void masksChoose(@ForAll("elements") BigInteger a, @ForAll("elements") BigInteger b) {
    FieldElement x = element(a);
    FieldElement y = element(b);
    FieldElement.swapIf(0L, x, y);
    x.negateIf(0L);
    x.setIf(0L, y);
    assertThat(integer(x)).isEqualTo(a.mod(P));
    FieldElement.swapIf(-1L, x, y);
    assertThat(integer(x)).isEqualTo(b.mod(P));
    assertThat(integer(y)).isEqualTo(a.mod(P));
    assertThat(x.equalMask(y)).isEqualTo(a.mod(P).equals(b.mod(P)) ? -1L : 0L);
    assertThat(x.negativeMask()).isEqualTo(b.mod(P).testBit(0) ? -1L : 0L);
    x.setIf(-1L, y);
    assertThat(integer(x)).isEqualTo(a.mod(P));
  }

  private static FieldElement element(BigInteger value) {
    return FieldElement.fromBytes(LittleEndian.bytes(value, 32));
  }

  private static BigInteger integer(FieldElement element) {
    return LittleEndian.integer(element.toBytes());
  }
}
