package io.tributary.lake.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.draw.Sample;
import io.tributary.lake.draw.Sampler;
import io.tributary.lake.draw.Seed;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenFiles;
import io.tributary.lake.epoch.FrozenSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReadPlannerTest {

  private static final ReadOptions OPTIONS = new ReadOptions(100, 1000, 10_000);

  @Test
  void closeRangesAreOneRead() {
    ReadPlan plan = plan(OPTIONS, range(0, 50), range(150, 50), range(301, 50));
    assertThat(plan.files().get(0).ranges()).containsExactly(range(0, 200), range(301, 50));
    assertThat(plan.neededBytes()).isEqualTo(150);
    assertThat(plan.readBytes()).isEqualTo(250);
    assertThat(plan.requests()).isEqualTo(2);
  }

  @Test
  void theSmallestGapsAreReadWhileTheBudgetLasts() {
    ReadOptions tight = new ReadOptions(100, 1000, 200 + 30);
    ReadPlan plan = plan(tight, range(0, 50), range(80, 50), range(140, 50), range(210, 50));
    assertThat(plan.files().get(0).ranges()).containsExactly(range(0, 50), range(80, 180));
    assertThat(plan.isWithin(200)).isTrue();
    assertThat(plan.isWithin(199)).isFalse();
  }

  @Test
  void aBudgetNeverDropsWhatIsNeeded() {
    ReadPlan plan = plan(new ReadOptions(100, 1000, 0), range(0, 50), range(60, 50));
    assertThat(plan.files().get(0).ranges()).containsExactly(range(0, 50), range(60, 50));
    assertThat(plan.isWithin(0)).isFalse();
  }

  @Test
  void noReadIsLongerThanAllowed() {
    ReadPlan plan = plan(OPTIONS, range(0, 600), range(600, 600), range(1200, 2500));
    assertThat(plan.files().get(0).ranges())
        .containsExactly(
            range(0, 600), range(600, 600), range(1200, 1000), range(2200, 1000), range(3200, 500));
  }

  @Property(tries = 300)
  void allThatIsNeededIsReadAndLittleElse(
      @ForAll long number,
      @ForAll @IntRange(min = 1, max = 40) int count,
      @ForAll @IntRange(max = 3000) int budget) {
    Random random = new Random(number);
    BitSet needed = new BitSet();
    List<ByteRange> ranges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ByteRange range = range(random.nextInt(3000), 1 + random.nextInt(120));
      ranges.add(range);
      needed.set((int) range.offset(), (int) range.end());
    }
    ReadPlan plan =
        new ReadPlanner(new ReadOptions(100, 500, budget)).plan(List.of(new FileRanges(3, ranges)));
    BitSet read = new BitSet();
    for (ByteRange range : plan.files().get(0).ranges()) {
      assertThat(range.length()).isLessThanOrEqualTo(500);
      assertThat(range.offset()).isGreaterThanOrEqualTo(read.length());
      read.set((int) range.offset(), (int) range.end());
    }
    assertThat(plan.readBytes()).isEqualTo(read.cardinality());
    assertThat(plan.neededBytes()).isEqualTo(needed.cardinality());
    assertThat(plan.readBytes()).isLessThanOrEqualTo(Math.max(budget, plan.neededBytes()));
    needed.andNot(read);
    assertThat(needed.isEmpty()).isTrue();
  }

  @Test
  void aSampleNeedsTailsAndWholeLeaves() {
    FrozenSet set =
        FrozenSet.of(
            FrozenFiles.MINER,
            List.of(
                FrozenFiles.file(1, 3L * FrozenFiles.LEAF + 10, 30), FrozenFiles.file(2, 100, 5)));
    Seed seed = new Seed(Octets.of(new byte[32]));
    Sample sample = new Sampler(DrawOptions.DEFAULTS).draw(seed, set, CarriedOver.NONE);
    List<FileRanges> needs = FileRanges.neededBy(set, sample);
    assertThat(needs).hasSize(2);
    for (FileRanges need : needs) {
      FrozenFile file = set.file(need.file());
      assertThat(need.ranges().get(0)).isEqualTo(range(file.dataLength(), 20_000));
      assertThat(need.ranges().stream().mapToLong(ByteRange::length).sum())
          .isEqualTo(file.sizeBytes());
    }
    assertThat(new ReadPlanner(ReadOptions.DEFAULTS).plan(needs).requests()).isEqualTo(2);
  }

  @Test
  void aGibibyteInEightFilesCostsFewPercent() {
    List<FrozenFile> files = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      files.add(FrozenFiles.file(i, 128L << 20, 500_000));
    }
    FrozenSet set = FrozenSet.of(FrozenFiles.MINER, files);
    Seed seed = new Seed(Octets.of(new byte[32]));
    Sample sample = new Sampler(DrawOptions.DEFAULTS).draw(seed, set, CarriedOver.NONE);
    ReadOptions options = new ReadOptions(128 << 10, 8 << 20, set.sizeBytes() / 20);
    ReadPlan plan = new ReadPlanner(options).plan(FileRanges.neededBy(set, sample));
    assertThat(plan.readBytes()).isLessThanOrEqualTo(set.sizeBytes() / 20);
    assertThat(plan.requests()).isLessThan(sample.leaves().size());
  }

  @Test
  void whatIsNoRangeIsRefused() {
    assertThatThrownBy(() -> range(-1, 5)).hasMessage("no range of bytes: -1 + 5");
    assertThatThrownBy(() -> range(0, 0)).hasMessage("no range of bytes: 0 + 0");
    assertThatThrownBy(() -> new ReadOptions(-1, 1, 1)).hasMessageContaining("-1, 1, 1");
  }

  private static ReadPlan plan(ReadOptions options, ByteRange... ranges) {
    return new ReadPlanner(options).plan(List.of(new FileRanges(0, List.of(ranges))));
  }

  private static ByteRange range(long offset, long length) {
    return new ByteRange(offset, length);
  }
}
