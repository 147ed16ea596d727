package io.tributary.hotkey.sr25519;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.hotkey.Vectors;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ristretto255Test {

  static Stream<JsonNode> multiples() {
    return Vectors.group("ristretto_multiples_of_generator");
  }

  static Stream<String> badEncodings() {
    return Vectors.group("ristretto_bad_encodings").map(JsonNode::asText);
  }

  @ParameterizedTest
  @MethodSource("multiples")
  void multipliesTheGenerator(JsonNode c) {
    byte[] expected = Vectors.bytes(c, "encoding");
    BigInteger scalar = new BigInteger(c.get("scalar").asText());
    Scalar reduced = Scalar.fromWideBytes(LittleEndian.bytes(scalar, 64));
    Scalar zero = Scalar.fromWideBytes(new byte[64]);
    EdwardsPoint generator = BasePoint.generator();
    assertThat(Ristretto255.encode(BasePoint.multiply(reduced))).isEqualTo(expected);
    assertThat(Ristretto255.encode(DoubleMultiplication.of(reduced, generator, zero)))
        .isEqualTo(expected);
    assertThat(Ristretto255.encode(DoubleMultiplication.of(zero, generator, reduced)))
        .isEqualTo(expected);
    assertThat(Ristretto255.encode(Ristretto255.decode(expected))).isEqualTo(expected);
  }

  /** RFC 9496, A.1, beyond those of the vector file. */
  @ParameterizedTest
  @CsvSource({
    "12,e4549ee16b9aa03099ca208c67adafcafa4c3f3e4e5303de6026e3ca8ff84460",
    "13,aa52e000df2e16f55fb1032fc33bc42742dad6bd5a8fc0be0167436c5948501f",
    "14,46376b80f409b29dc2b5f6f0c52591990896e5716f41477cd30085ab7f10301e",
    "15,e0c418f7c8d9c4cdd7395b93ea124f3ad99021bb681dfc3302a9d99a2e53e64e",
  })
  void multipliesTheGeneratorAsTheRfcDoes(int scalar, String encoding) {
    byte[] wide = new byte[64];
    wide[0] = (byte) scalar;
    assertThat(Ristretto255.encode(BasePoint.multiply(Scalar.fromWideBytes(wide))))
        .isEqualTo(HexFormat.of().parseHex(encoding));
  }

  @ParameterizedTest
  @MethodSource("badEncodings")
  void refusesBadEncodings(String hex) {
    assertThat(Ristretto255.decode(HexFormat.of().parseHex(hex))).isNull();
  }

  /** RFC 9496, A.2, beyond those of the vector file. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // Not canonical.
        "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        // Negative.
        "c34c4e1826e5d403b78e246e88aa051c36ccf0aafebffe137d148a2bf9104562",
        "c940e5a4404157cfb1628b108db051a8d439e1a421394ec4ebccb9ec92a8ac78",
        "47cfc5497c53dc8e61c91d17fd626ffb1c49e2bca94eed052281b510b1117a24",
        "f1c6165d33367351b0da8f6e4511010c68174a03b6581212c71c0e1d026c3c72",
        "87260f7a2f12495118360f02c26a470f450dadf34a413d21042b43b9d93e1309",
        // x^2 is no square.
        "de6a7b00deadc788eb6b6c8d20c0ae96c2f2019078fa604fee5b87d6e989ad7b",
        "bcab477be20861e01e4a0e295284146a510150d9817763caf1a6f4b422d67042",
        "2a292df7e32cababbd9de088d1d1abec9fc0440f637ed2fba145094dc14bea08",
        "f4a9e534fc0d216c44b218fa0c42d99635a0127ee2e53c712f70609649fdff22",
        "8268436f8c4126196cf64b3c7ddbda90746a378625f9813dd9b8457077256731",
        "2810e5cbc2cc4d4eece54f61c6f69758e289aa7ab440b3cbeaa21995c2f4232b",
        // xy is negative.
        "a45fdc55c76448c049a1ab33f17023edfb2be3581e9c7aade8a6125215e04220",
        "d483fe813c6ba647ebbfd3ec41adca1c6130c2beeee9d9bf065c8d151c5f396e",
        "8a2e1d30050198c65a54483123960ccc38aef6848e1ec8f5f780e8523769ba32",
        "32888462f8b486c68ad7dd9610be5192bbeaf3b443951ac1a8118419d9fa097b",
        "227142501b9d4355ccba290404bde41575b037693cef1f438c47f8fbf35d1165",
        "5c37cc491da847cfeb9281d407efc41e15144c876e0170b499a96a22ed31e01e",
        "445425117cb8c90edcbc7c1cc0e74f747f2c1efa5630a967c64f287792a48a4b",
      })
  void refusesTheBadEncodingsOfTheRfc(String hex) {
    refusesBadEncodings(hex);
  }

  @Test
  void refusesOtherLengths() {
    assertThat(Ristretto255.decode(new byte[31])).isNull();
    assertThat(Ristretto255.decode(new byte[33])).isNull();
    assertThat(Ristretto255.decode(new byte[0])).isNull();
  }

  @Test
  void encodesEveryRepresentativeOfAnElementAlike() {
    // Points of order 2 and 4 of the curve are neutral in the group.
    EdwardsPoint orderTwo =
        new EdwardsPoint(
            new FieldElement(),
            FieldElement.of(1).negated(),
            FieldElement.of(1),
            new FieldElement());
    EdwardsPoint orderFour =
        new EdwardsPoint(
            FieldRoots.SQRT_M1.copy(), new FieldElement(), FieldElement.of(1), new FieldElement());
    for (EdwardsPoint torsion : new EdwardsPoint[] {orderTwo, orderFour}) {
      EdwardsPoint moved = BasePoint.generator();
      moved.add(CachedPoint.of(torsion));
      assertThat(Ristretto255.encode(moved)).isEqualTo(Ristretto255.encode(BasePoint.generator()));
      assertThat(Ristretto255.encode(torsion)).containsOnly(0);
    }
  }
}
