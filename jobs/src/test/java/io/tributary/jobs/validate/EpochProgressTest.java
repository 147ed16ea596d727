package io.tributary.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EpochProgressTest {

  private static final JudgedMiner MINER = Judged.miner(Committed.ANN, 1, 1000, "x:1");

  @Test
  void anEpochIsCompleteWhenEverySubtaskAndEveryMinerIsIn() {
    OpenEpoch epoch = OpenEpoch.of(1);
    assertThat(epoch.isComplete()).isFalse();
    epoch = epoch.with(MINER);
    assertThat(epoch.isComplete()).isFalse();
    epoch = epoch.with(new EpochMarker(1, 1, 2, 2));
    assertThat(epoch.isComplete()).isFalse();
    epoch = epoch.with(new EpochMarker(1, 0, 2, 0));
    assertThat(epoch.isComplete()).isFalse();
    epoch = epoch.with(MINER);
    assertThat(epoch.isComplete()).isTrue();
    assertThat(epoch).isEqualTo(new OpenEpoch(1, 2, Set.of(0, 1), 2, 2));
  }

  @Test
  void subtasksThatDoNotAgreeNeverCompleteAnEpoch() {
    OpenEpoch epoch =
        OpenEpoch.of(1).with(new EpochMarker(1, 0, 1, 0)).with(new EpochMarker(1, 1, 2, 0));
    assertThat(epoch.parallelism()).isEqualTo(OpenEpoch.MIXED);
    assertThat(epoch.with(new EpochMarker(1, 0, 1, 0)).isComplete()).isFalse();
  }

  @Test
  void numbersThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new EpochMarker(1, 2, 2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no marker of an epoch: 1, subtask 2 of 2, 0 miners");
    assertThatThrownBy(() -> new OpenEpoch(1, 0, Set.of(), -1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no epoch: 1, 0, -1, 0");
    List<OpenEpoch> descending = List.of(OpenEpoch.of(2), OpenEpoch.of(1));
    assertThatThrownBy(() -> new EpochProgress(0, 0, descending))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("open epochs that do not ascend");
  }

  /** Whatever the subtasks do, as long as each of them goes on in time. */
  @Property(tries = 300)
  void everyVerdictIsHeldOrLateAndNoneIsHeldForever(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int parallelism) {
    Random random = new Random(seed);
    int epochs = 6;
    List<List<EpochNotice>> channels = new ArrayList<>();
    for (int subtask = 0; subtask < parallelism; subtask++) {
      channels.add(channel(random, epochs, subtask, parallelism));
    }
    long verdicts =
        channels.stream().flatMap(List::stream).filter(JudgedMiner.class::isInstance).count();
    EpochProgress now = EpochProgress.START;
    Map<Long, Long> held = new HashMap<>();
    long published = 0;
    while (!channels.isEmpty()) {
      List<EpochNotice> channel = channels.get(random.nextInt(channels.size()));
      EpochNotice notice = channel.remove(0);
      channels.removeAll(Collections.singleton(List.of()));
      for (OpenEpoch epoch : now.endedBy(notice)) {
        now = now.without(epoch);
        published += held.getOrDefault(epoch.epoch(), 0L);
        held.remove(epoch.epoch());
      }
      boolean isVerdict = notice instanceof JudgedMiner;
      if (now.isLate(notice)) {
        published += isVerdict ? 1 : 0;
      } else {
        now = now.with(notice);
        held.merge(notice.epoch(), isVerdict ? 1L : 0L, Long::sum);
        OpenEpoch epoch = now.find(notice.epoch()).orElseThrow();
        assertThat(epoch.held()).isEqualTo(held.get(notice.epoch()));
        if (epoch.isComplete()) {
          now = now.without(epoch);
          published += held.remove(notice.epoch());
        }
      }
      assertThat(now.open().stream().filter(epoch -> !epoch.isEmpty()).count())
          .isLessThanOrEqualTo(1);
      assertThat(now.open()).hasSizeLessThanOrEqualTo(epochs);
    }
    assertThat(published).isEqualTo(verdicts);
    assertThat(now.open()).isEmpty();
  }

  /** What a subtask says, some of whose miners are so slow that the next marker overtakes them. */
  private static List<EpochNotice> channel(
      Random random, int epochs, int subtask, int parallelism) {
    List<EpochNotice> channel = new ArrayList<>();
    List<EpochNotice> slow = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      int miners = random.nextInt(3);
      channel.add(new EpochMarker(epoch, subtask, parallelism, miners));
      channel.addAll(slow);
      slow.clear();
      for (int miner = 0; miner < miners; miner++) {
        JudgedMiner judged = Judged.miner(Committed.ANN, epoch, 1000, "x:1");
        (random.nextInt(5) == 0 ? slow : channel).add(judged);
      }
    }
    channel.addAll(slow);
    return channel;
  }
}
