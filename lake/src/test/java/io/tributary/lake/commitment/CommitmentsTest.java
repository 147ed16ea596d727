package io.tributary.lake.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The vectors of docs/formats.md, computed apart from this code. */
class CommitmentsTest {

  private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

  @Test
  void leafDigestsAreThoseOfTheVectors() {
    assertThat(leaf(0))
        .isEqualTo("c6afa89a19ac2123dce8074ec91d8716d6fdce7c669db8957c6469e937f5290b");
    assertThat(leaf(1))
        .isEqualTo("0feb5b50464d4f5d812956e489ac34473d6c832f072055cb02062a5c34a6c8d7");
  }

  @Test
  void tailDigestIsThatOfTheVector() {
    byte[] digest = Commitments.tailDigest(103, 100, 65536, Commitments.sha256().digest(ABC));
    assertThat(HexFormat.of().formatHex(digest))
        .isEqualTo("d0831928246d49f37be0be3341beb00f4214a6be9bfa61042f7eee0bb83f0a07");
  }

  @Test
  void leavesAreCountedUp() {
    assertThat(Commitments.leafCount(1024, 1024)).isEqualTo(1);
    assertThat(Commitments.leafCount(1025, 1024)).isEqualTo(2);
    assertThat(Commitments.leafLength(1, 1025, 1024)).isEqualTo(1);
  }

  private static String leaf(long index) {
    return HexFormat.of()
        .formatHex(Commitments.leafDigest(Commitments.sha256(), index, ABC, 0, ABC.length));
  }
}
