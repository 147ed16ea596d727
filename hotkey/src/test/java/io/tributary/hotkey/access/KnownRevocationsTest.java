package io.tributary.hotkey.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.SourceId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KnownRevocationsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final LocalSigner MINER = LocalSigner.fromMiniSecret(new byte[32]);

  private static Octets key(int number) {
    return Octets.of(ByteBuffer.allocate(32).putInt(number).array());
  }

  private static Revocation ofKey(int number) {
    return new Revocation("main", 13, MINER.hotkey(), Optional.of(key(number)), NOW);
  }

  private static Revocation ofAll(Instant issuedAt) {
    return new Revocation("main", 13, MINER.hotkey(), Optional.empty(), issuedAt);
  }

  private static SessionGrant grant(int key, Instant from) {
    return new SessionGrant(
        "main",
        13,
        Octets.of(new byte[16]),
        MINER.hotkey(),
        key(key),
        Purpose.BATCH,
        Set.of(SourceId.X),
        from,
        from.plus(Duration.ofDays(30)));
  }

  private static KnownRevocations known(Revocation revocation, Instant from) {
    return KnownRevocations.empty().with(revocation, from).orElseThrow();
  }

  @Test
  void theEarliestInstantCounts() {
    KnownRevocations later = known(ofKey(1), NOW.plusSeconds(9));
    KnownRevocations both = later.with(ofKey(1), NOW).orElseThrow();
    assertThat(both.size()).isEqualTo(1);
    assertThat(both.revokedFrom(grant(1, NOW))).contains(NOW);
    assertThat(both.with(ofKey(1), NOW.plusSeconds(1)).orElseThrow()).isSameAs(both);
    assertThat(both.revokedFrom(grant(2, NOW))).isEmpty();
    KnownRevocations all = both.with(ofAll(NOW), NOW.minusSeconds(5)).orElseThrow();
    assertThat(all.revokedFrom(grant(1, NOW))).contains(NOW.minusSeconds(5));
    assertThat(all.revokedFrom(grant(1, NOW.plusSeconds(1)))).contains(NOW);
    assertThat(all.revokedFrom(grant(2, NOW.plusSeconds(1)))).isEmpty();
  }

  @Test
  void whatSaysNothingNewTakesNoPlace() {
    KnownRevocations all = KnownRevocations.empty();
    for (int i = 0; i < 1000; i++) {
      all = all.with(ofAll(NOW.minusSeconds(i)), NOW.plusSeconds(i)).orElseThrow();
    }
    assertThat(all.size()).isEqualTo(1);
  }

  @Test
  void thereIsABound() {
    KnownRevocations known = KnownRevocations.empty();
    for (int i = 0; i < KnownRevocations.MOST; i++) {
      known = known.with(ofKey(i), NOW).orElseThrow();
    }
    assertThat(known.with(ofKey(KnownRevocations.MOST), NOW)).isEmpty();
    assertThat(known.with(ofKey(7), NOW)).contains(known);
    KnownRevocations last = known.with(ofAll(NOW), NOW).orElseThrow();
    assertThat(last.size()).isEqualTo(KnownRevocations.MOST + 1);
    assertThat(KnownRevocations.fromBytes(last.toBytes())).isEqualTo(last);
    assertThat(KnownRevocations.fromBytes(known.toBytes())).isEqualTo(known);
  }

  @Property(tries = 300)
  void theOrderMakesNoDifference(
      @ForAll @Size(max = 8) List<@IntRange(max = 99) Integer> seeds, @ForAll int shuffle) {
    List<Integer> other = new ArrayList<>(seeds);
    Collections.shuffle(other, new Random(shuffle));
    KnownRevocations one = of(seeds);
    KnownRevocations two = of(other);
    for (int key = 0; key < 4; key++) {
      for (int second = -1; second < 12; second++) {
        SessionGrant grant = grant(key, NOW.plusSeconds(second));
        assertThat(one.revokedFrom(grant)).isEqualTo(two.revokedFrom(grant));
      }
    }
    assertThat(KnownRevocations.fromBytes(one.toBytes())).isEqualTo(one);
  }

  private static KnownRevocations of(List<Integer> seeds) {
    KnownRevocations known = KnownRevocations.empty();
    for (int seed : seeds) {
      Revocation revocation = seed % 2 == 0 ? ofKey(seed % 4) : ofAll(NOW.plusSeconds(seed % 10));
      known = known.with(revocation, NOW.plusSeconds(seed / 10)).orElseThrow();
    }
    return known;
  }

  /** What a job's state holds: bytes of form 1, which every later release must read. */
  @Test
  void goldenBytes() {
    KnownRevocations known =
        known(ofKey(1), NOW).with(ofAll(NOW), NOW.plusSeconds(1)).orElseThrow();
    String golden =
        "0204c00102086d61696e1a603548373238674c67783479754353564577474341"
            + "664c6f3352747a54617539463663544e714e4a747271716a4143577102400000"
            + "0001000000000000000000000000000000000000000000000000000000008088"
            + "85b2c068808885b2c0687e02086d61696e1a603548373238674c677834797543"
            + "53564577474341664c6f3352747a54617539463663544e714e4a747271716a41"
            + "43577100808885b2c068d09785b2c06800";
    assertThat(HexFormat.of().formatHex(known.toBytes())).isEqualTo(golden);
    assertThat(KnownRevocations.fromBytes(HexFormat.of().parseHex(golden))).isEqualTo(known);
    assertThat(known.toString()).isEqualTo("KnownRevocations[2]");
  }

  @Test
  void otherBytesAreRefused() {
    byte[] bytes = known(ofKey(1), NOW).toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> KnownRevocations.fromBytes(cut))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("not revocations: ");
    }
    bytes[0] = 4;
    assertThatThrownBy(() -> KnownRevocations.fromBytes(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("revocations of form 2, this release reads 1");
  }
}
