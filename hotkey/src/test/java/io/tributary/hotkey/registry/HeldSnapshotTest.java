package io.tributary.hotkey.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.chain.ChainException;
import io.tributary.hotkey.chain.FinalizedHead;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeldSnapshotTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final ChainRegistryOptions OPTIONS = ChainRegistryOptions.DEFAULT;

  private final HeldSnapshot held = HeldSnapshot.first(snapshot(100, "aa", NOW), NOW);

  @Test
  void theSameBlockGetsOlder() throws Exception {
    HeldSnapshot again = held.next(snapshot(100, "aa", NOW), NOW.plusSeconds(100));
    assertThat(again.tooOld(NOW.plusSeconds(120), OPTIONS)).isEmpty();
    assertThat(again.tooOld(NOW.plusSeconds(121), OPTIONS).orElseThrow())
        .contains("is from 2026-11-22T12:00:00Z, 121 s ago, with 120 s allowed");
    HeldSnapshot next = held.next(snapshot(101, "bb", NOW.plusSeconds(80)), NOW.plusSeconds(100));
    assertThat(next.tooOld(NOW.plusSeconds(160), OPTIONS)).isEmpty();
  }

  @Test
  void twoBlocksOfOneNumberAreRefused() {
    assertThatThrownBy(() -> held.next(snapshot(100, "bb", NOW), NOW))
        .isInstanceOf(ChainException.class)
        .hasMessageStartingWith("two finalized blocks of one number: #100 0xaaaa");
    assertThatThrownBy(() -> held.next(snapshot(99, "bb", NOW), NOW))
        .isInstanceOf(ChainException.class)
        .hasMessage("the finalized head went back from #100 to #99");
  }

  @Test
  void aClockSetBackMakesOlder() {
    assertThat(held.tooOld(NOW.minusSeconds(60), OPTIONS)).isEmpty();
    assertThat(held.tooOld(NOW.minusSeconds(61), OPTIONS)).isPresent();
  }

  @Test
  void boundsMustFitEachOther() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new ChainRegistryOptions(Duration.ZERO, second, second))
        .hasMessage("refresh must be above zero");
    assertThatThrownBy(() -> new ChainRegistryOptions(second, second, second))
        .hasMessageContaining("before they are stale");
    assertThatThrownBy(
            () -> new ChainRegistryOptions(Duration.ofMillis(9), second.plusMillis(1), second))
        .hasMessageContaining("may not be younger");
  }

  private static SubnetSnapshot snapshot(long number, String hex, Instant time) {
    return new SubnetSnapshot(
        new FinalizedHead(new BlockHash("0x" + hex.repeat(32)), number), Optional.of(time), Map.of());
  }
}
