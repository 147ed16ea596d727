package io.tributary.lake.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.lake.epoch.FrozenFiles;
import io.tributary.lake.threshold.ShareLimits;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ItemKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CrossMinersTest {

  private static final ItemSalt SALT = new ItemSalt(42);
  private static final ShareLimits SHARES = ShareLimits.DEFAULTS;
  private static final Hotkey ANN = FrozenFiles.signer(1).hotkey();
  private static final Hotkey BOB = FrozenFiles.signer(2).hotkey();

  @Test
  void oneRowInAHundredMayBeAnothers() {
    ItemSample ann = sample(1000, 0, 5000);
    for (int copied : new int[] {10, 11}) {
      ItemSample bob = sample(1000 - copied, 10_000, 6000);
      add(bob, 0, copied, 6000);
      CrossMiners miners = new CrossMiners();
      miners.add(BOB, bob);
      miners.add(ANN, ann);
      assertThat(miners.finding(ANN, ann, SHARES)).isEmpty();
      assertThat(miners.finding(BOB, bob, SHARES).isPresent()).isEqualTo(copied == 11);
    }
  }

  @Test
  void ofTheSameMomentTheFirstAddressOwns() {
    Hotkey first = ANN.compareTo(BOB) < 0 ? ANN : BOB;
    Hotkey second = first.equals(ANN) ? BOB : ANN;
    for (List<Hotkey> order : List.of(List.of(ANN, BOB), List.of(BOB, ANN))) {
      CrossMiners miners = new CrossMiners();
      ItemSample same = sample(20, 0, 5000);
      order.forEach(miner -> miners.add(miner, same));
      assertThat(miners.finding(first, same, SHARES)).isEmpty();
      assertThat(miners.finding(second, same, SHARES).orElseThrow().detail())
          .isEqualTo("20 sampled rows repeat items of 1 miners, first of " + first.address());
    }
  }

  @Test
  void aShareIsOfWhatBothWouldKeep() {
    // Of a large miner only a part is kept; its copier is small, and copied all that it has.
    ItemSample large = new ItemSample(SALT, 1000);
    add(large, 0, 50_000, 5000);
    ItemSample small = sample(500, 0, 6000);
    CrossMiners miners = new CrossMiners();
    ShareLimits shares = new ShareLimits(1, 1, 990_000, 1, 1, 1, 1, 1);
    miners.add(ANN, large);
    miners.add(BOB, small);
    assertThat(miners.finding(BOB, small, shares)).isPresent();
    RowsByRank rows = new RowsByRank(small);
    assertThat(rows.upTo(-1)).isEqualTo(500);
    assertThat((double) rows.upTo(large.limit())).isCloseTo(500 * 750 / 50_000.0, within(10.0));
  }

  @Test
  void timesThatCannotBeAreNoTrouble() {
    ItemSample never = sample(10, 0, Long.MAX_VALUE);
    ItemSample always = sample(10, 0, Long.MIN_VALUE);
    CrossMiners miners = new CrossMiners();
    miners.add(ANN, never);
    miners.add(BOB, always);
    assertThat(miners.finding(ANN, never, SHARES)).isPresent();
    assertThat(miners.finding(BOB, always, SHARES)).isEmpty();
  }

  @Test
  void aMinerIsAddedOnceAndBeforeItIsCompared() {
    CrossMiners miners = new CrossMiners();
    ItemSample none = new ItemSample(SALT, 16);
    assertThatThrownBy(() -> miners.finding(ANN, none, SHARES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no sample of " + ANN);
    miners.add(ANN, none);
    assertThat(miners.finding(ANN, none, SHARES)).isEmpty();
    assertThatThrownBy(() -> miners.add(ANN, none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two samples of " + ANN);
  }

  @Property(tries = 50)
  void theTableOfOwnersIsAMap(@ForAll long seed) {
    Random random = new Random(seed);
    List<Hotkey> miners = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      miners.add(FrozenFiles.signer(i + 1).hotkey());
    }
    ItemOwners owners = new ItemOwners(miners);
    Map<Integer, Integer> expected = new HashMap<>();
    Map<Integer, Long> since = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      int item = random.nextInt(8000);
      int miner = random.nextInt(5);
      long millis = random.nextInt(20);
      Integer before = expected.get(item);
      boolean wins =
          before == null
              || millis < since.get(item)
              || (millis == since.get(item) && miners.get(miner).compareTo(miners.get(before)) < 0);
      if (wins) {
        expected.put(item, miner);
        since.put(item, millis);
      }
      owners.claim(key(item), miner, millis);
    }
    expected.forEach(
        (item, miner) ->
            assertThat(owners.ownerOf(key(item))).as("item %s", item).isEqualTo(miner));
  }

  private static ItemSample sample(int items, int from, long committedMillis) {
    ItemSample sample = new ItemSample(SALT, 16_384);
    add(sample, from, items, committedMillis);
    return sample;
  }

  private static void add(ItemSample sample, int from, int items, long committedMillis) {
    for (int i = from; i < from + items; i++) {
      sample.add(key(i), 0, committedMillis);
    }
  }

  private static ItemKey key(int item) {
    return ItemKey.of("x:" + item);
  }
}
