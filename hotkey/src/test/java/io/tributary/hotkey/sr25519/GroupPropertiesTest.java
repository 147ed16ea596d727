package io.tributary.hotkey.sr25519;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class GroupPropertiesTest {

  @Property(tries = 300)
  void bothMultiplicationsAgree(
      @ForAll @Size(64) byte[] a, @ForAll @Size(64) byte[] b, @ForAll @Size(64) byte[] c) {
    Scalar first = Scalar.fromWideBytes(a);
    Scalar second = Scalar.fromWideBytes(b);
    Scalar third = Scalar.fromWideBytes(c);
    byte[] expected = Ristretto255.encode(BasePoint.multiply(first.multiplyAdd(second, third)));
    EdwardsPoint point = BasePoint.multiply(second);
    assertThat(Ristretto255.encode(DoubleMultiplication.of(first, point, third)))
        .isEqualTo(expected);
    EdwardsPoint decoded = Ristretto255.decode(Ristretto255.encode(point));
    assertThat(Ristretto255.encode(DoubleMultiplication.of(first, decoded, third)))
        .isEqualTo(expected);
  }

  @Property(tries = 300)
  void additionDoublingAndNegationAgree(@ForAll @Size(64) byte[] a) {
    EdwardsPoint point = BasePoint.multiply(Scalar.fromWideBytes(a));
    EdwardsPoint added = point.copy();
    added.add(CachedPoint.of(point));
    EdwardsPoint doubled = point.copy();
    doubled.twice();
    assertThat(Ristretto255.encode(doubled)).isEqualTo(Ristretto255.encode(added));
    added.subtract(CachedPoint.of(point));
    assertThat(Ristretto255.encode(added)).isEqualTo(Ristretto255.encode(point));
    added.negate();
    added.add(CachedPoint.of(point));
    assertThat(Ristretto255.encode(added)).containsOnly(0);
  }

  @Property
  void anyBytesAreDecodedCanonicallyOrRefused(@ForAll @Size(32) byte[] bytes) {
    EdwardsPoint point = Ristretto255.decode(bytes);
    if (point != null) {
      assertThat(Ristretto255.encode(point)).isEqualTo(bytes);
    }
  }
}
