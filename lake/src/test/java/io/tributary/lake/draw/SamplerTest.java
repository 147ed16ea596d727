package io.tributary.lake.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.draw.RowDraw.Kind;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.CpuTime;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenFiles;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.proof.FuzzBounds;
import io.tributary.schemas.SourceId;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SamplerTest {

  private static final Sampler SAMPLER = new Sampler(DrawOptions.DEFAULTS);

  @Property(tries = 60)
  void aSecondImplementationDrawsTheSame(
      @ForAll @IntRange(max = 60) int files,
      @ForAll long number,
      @ForAll @IntRange(min = 10, max = 60) int rowDraws,
      @ForAll @IntRange(max = 8) int few) {
    FrozenSet set = set(files, number);
    List<CarriedOver.File> undecided = new ArrayList<>();
    for (int i = 0; i < files; i += 7) {
      undecided.add(new CarriedOver.File(set.file(i).key(), 1));
    }
    DrawOptions options = new DrawOptions(990_000, 30_000, rowDraws, few, few);

    NaiveDraw naive = new NaiveDraw(entries(set), seed(number).bytes().bytes());
    Sample sample = new Sampler(options).draw(seed(number), set, CarriedOver.of(undecided));

    assertThat(Octets.of(NaiveDraw.root(entries(set)))).isEqualTo(set.merkleRoot());
    assertThat(lines(sample))
        .isEqualTo(
            naive.lines(
                "0.99",
                "0.03",
                rowDraws,
                few,
                few,
                undecided.stream().map(file -> file.key().path()).toList()));
    assertThat(Arrays.stream(Suspicion.points(set)).asLongStream().boxed().toList())
        .isEqualTo(files == 0 ? List.of() : naive.points());
  }

  @Property(tries = 50)
  void drawsLieInTheirFiles(@ForAll @IntRange(min = 1, max = 50) int files, @ForAll long number) {
    FrozenSet set = set(files, number);
    Sample sample = SAMPLER.draw(seed(number), set, CarriedOver.NONE);
    assertThat(sample.leaves()).doesNotHaveDuplicates();
    assertThat(sample.leaves()).hasSize((int) Math.min(459, set.leaves()));
    assertThat(sample.leaves())
        .allSatisfy(
            draw -> assertThat(draw.leaf()).isBetween(0L, set.file(draw.file()).leaves() - 1));
    assertThat(sample.rows())
        .allSatisfy(draw -> assertThat(draw.row()).isBetween(0L, set.file(draw.file()).rows() - 1));
    assertThat(ofKind(sample, Kind.ROWS)).hasSize(14);
    assertThat(ofKind(sample, Kind.FILES)).hasSize(4);
    assertThat(ofKind(sample, Kind.SUSPICION)).hasSize(2);
    assertThat(ofKind(sample, Kind.LARGEST)).hasSize(Math.min(5, files));
    assertThat(sample.idScans()).hasSize(1);
    assertThat(sample.files()).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void nothingIsDrawnOfNothing() {
    FrozenSet none = FrozenSet.of(FrozenFiles.MINER, List.of());
    assertThat(SAMPLER.draw(seed(1), none, CarriedOver.NONE)).isEqualTo(Sample.EMPTY);
    assertThat(SAMPLER.leaves(seed(1), none)).isEmpty();
    CarriedOver carried =
        CarriedOver.of(List.of(new CarriedOver.File(FrozenFiles.file(1, 1000, 1).key(), 0)));
    assertThatThrownBy(() -> SAMPLER.draw(seed(1), none, carried))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was carried over, but is not in the set");
  }

  @Test
  void whatIsCarriedOverShiftsNoOtherDraw() {
    FrozenSet set = set(20, 3);
    CarriedOver carried = CarriedOver.of(List.of(new CarriedOver.File(set.file(11).key(), 2)));
    Sample without = SAMPLER.draw(seed(1), set, CarriedOver.NONE);
    Sample with = SAMPLER.draw(seed(1), set, carried);
    assertThat(with.leaves()).isEqualTo(without.leaves());
    assertThat(with.rows()).containsAll(without.rows()).hasSize(without.rows().size() + 1);
    assertThat(ofKind(with, Kind.CARRIED_OVER)).extracting(RowDraw::file).containsExactly(11);
  }

  @Test
  void paddingDoesNotTakeDrawsFromLargeFiles() {
    List<FrozenFile> files = new ArrayList<>(List.of(FrozenFiles.file(0, 1L << 30, 10_000_000)));
    for (int i = 1; i <= 5_000; i++) {
      files.add(FrozenFiles.file(i, 100, 1));
    }
    FrozenSet set = FrozenSet.of(FrozenFiles.MINER, files);
    int large =
        IntStream.range(0, set.size()).filter(i -> set.file(i).rows() > 1).findAny().orElseThrow();
    Sample sample = SAMPLER.draw(seed(4), set, CarriedOver.NONE);
    assertThat(ofKind(sample, Kind.ROWS)).extracting(RowDraw::file).containsOnly(large);
    assertThat(sample.leaves().stream().filter(draw -> draw.file() == large).count())
        .isGreaterThan(300);
  }

  @Test
  void everyLeafIsDrawnEquallyOften() {
    FrozenSet set =
        FrozenSet.of(
            FrozenFiles.MINER,
            List.of(
                FrozenFiles.file(1, 30L * FrozenFiles.LEAF, 5),
                FrozenFiles.file(2, 5, 100),
                FrozenFiles.file(3, 69L * FrozenFiles.LEAF - 1, 7)));
    Sampler few = new Sampler(DrawOptions.DEFAULTS.withDetection(900_000, 200_000));
    int draws = new DrawOptions(900_000, 200_000, 10, 0, 0).leafDraws();
    int[] counts = new int[100];
    int trials = 20_000;
    for (int i = 0; i < trials; i++) {
      for (LeafDraw leaf : few.leaves(seed(i), set)) {
        counts[(int) (set.firstLeafOf(leaf.file()) + leaf.leaf())]++;
      }
    }
    double expected = (double) trials * draws / 100;
    double chiSquare =
        Arrays.stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
    // 99 degrees of freedom: above 160 in one of ten thousand cases, and seeds are fixed.
    assertThat(chiSquare).isLessThan(160);
  }

  @Test
  void aManyFoldSetIsDrawnFast() {
    FrozenSet set = set(110_000, 5);
    CpuTime.assertUnder(Duration.ofSeconds(1), () -> SAMPLER.draw(seed(1), set, CarriedOver.NONE));
  }

  @Test
  void suspicionIsWhatTheDocumentSays() {
    List<FrozenFile> files = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      files.add(FrozenFiles.file(i, 1_000_000 + i, 10_000));
    }
    files.add(FrozenFiles.file(20, 300_000, 10_000));
    files.add(FrozenFiles.file(21, 5_000_000, 50_000));
    files.add(
        FrozenFiles.file(
            FrozenFiles.MINER,
            SourceId.X,
            FrozenFiles.SEALED.plusSeconds(1),
            22,
            1_000_000,
            10_000));
    files.add(
        FrozenFiles.file(
            FrozenFiles.MINER,
            SourceId.X,
            FrozenFiles.SEALED.plusSeconds(2),
            23,
            1_000_000,
            10_000));
    FrozenSet set = FrozenSet.of(FrozenFiles.MINER, files);
    int[] points = Suspicion.points(set);
    for (int i = 0; i < points.length; i++) {
      int expected =
          switch ((int) ByteBuffer.wrap(set.file(i).tailDigest().bytes()).getLong()) {
            case 0 -> 2; // shares its size with 22 and 23
            case 20 -> 2; // few bytes a row
            case 21 -> 1; // many rows
            case 22, 23 -> 3; // a shared size, and among the two newest of thirteen
            default -> 0;
          };
      assertThat(points[i]).as(set.file(i).key().file()).isEqualTo(expected);
    }
  }

  @Test
  void optionsAreExactOrRefused() {
    assertThat(DrawOptions.DEFAULTS.leafDraws()).isEqualTo(459);
    assertThat(DrawOptions.millionths(new BigDecimal("0.99"))).isEqualTo(990_000);
    assertThatThrownBy(() -> DrawOptions.millionths(new BigDecimal("0.9999999")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most six decimal places");
    assertThatThrownBy(() -> DrawOptions.millionths(new BigDecimal("1.1")))
        .hasMessageContaining("cannot be 1.1");
    assertThatThrownBy(() -> DrawOptions.DEFAULTS.withRowDraws(9)).hasMessageContaining("9");
    assertThatThrownBy(() -> LeafCount.of(999_999, 1)).hasMessageContaining("more than 65536");
    assertThatThrownBy(() -> LeafCount.of(1_000_000, 10_000)).hasMessageContaining("1000000");
    assertThatThrownBy(() -> LeafCount.of(990_000, 0)).hasMessageContaining("990000, 0");
  }

  /** Options stand in verdicts, which anybody can write: few bytes must not cost much. */
  @Test
  void whatAsksForTooManyLeavesIsRefusedSoon() throws Exception {
    FuzzBounds.within(
        Duration.ofMillis(200),
        1 << 20,
        () ->
            assertThatThrownBy(() -> LeafCount.of(999_999, 1))
                .hasMessageContaining("more than 65536"));
    assertThat(LeafCount.of(999_999, 211)).isEqualTo(65_470);
  }

  @Test
  void leavesThatSufficeExactlySuffice() {
    assertThat(LeafCount.of(749_999, 500_000)).isEqualTo(2);
    assertThat(LeafCount.of(750_000, 500_000)).isEqualTo(2);
    assertThat(LeafCount.of(750_001, 500_000)).isEqualTo(3);
    assertThat(LeafCount.of(999_999, 900_000)).isEqualTo(6);
    assertThat(LeafCount.of(999_999, 1_000_000)).isEqualTo(1);
  }

  @Test
  void streamsAreTold() {
    assertThatThrownBy(() -> new DrawStream(seed(1), "")).hasMessageContaining("no label");
    assertThatThrownBy(() -> new DrawStream(seed(1), "ä")).hasMessageContaining("no label");
    assertThatThrownBy(() -> new DrawStream(seed(1), "x").below(0)).hasMessageContaining("0");
    assertThatThrownBy(() -> new Seed(Octets.of(new byte[31]))).hasMessageContaining("not 31");
  }

  @Property(tries = 200)
  void leafCountsAreTheSmallestThatSuffice(
      @ForAll @IntRange(min = 1, max = 999_999) int confidence,
      @ForAll @IntRange(min = 20_000, max = 1_000_000) int tolerated) {
    int count = LeafCount.of(confidence, tolerated);
    assertThat(count)
        .isEqualTo(
            NaiveDraw.count(
                BigDecimal.valueOf(confidence, 6).toString(),
                BigDecimal.valueOf(tolerated, 6).toString()));
  }

  private static List<RowDraw> ofKind(Sample sample, Kind kind) {
    return sample.rows().stream().filter(draw -> draw.kind() == kind).toList();
  }

  private static List<String> lines(Sample sample) {
    List<String> lines = new ArrayList<>();
    sample.leaves().forEach(draw -> lines.add("leaf " + draw.file() + " " + draw.leaf()));
    sample.rows().forEach(d -> lines.add(d.kind() + " " + d.file() + " " + d.row()));
    sample.idScans().forEach(file -> lines.add("id-scan " + file));
    return lines;
  }

  private static List<NaiveDraw.Entry> entries(FrozenSet set) {
    List<NaiveDraw.Entry> entries = new ArrayList<>();
    for (FrozenFile file : set.files()) {
      entries.add(
          new NaiveDraw.Entry(
              file.key().path(),
              1,
              file.version().text(),
              file.sizeBytes(),
              file.dataLength(),
              file.leafSize(),
              file.rows(),
              file.tailDigest().bytes()));
    }
    return entries;
  }

  private static FrozenSet set(int files, long number) {
    return FrozenSet.of(FrozenFiles.MINER, FrozenFiles.files(files, new Random(number)));
  }

  private static Seed seed(long number) {
    return new Seed(Octets.of(ByteBuffer.allocate(32).putLong(number).array()));
  }
}
