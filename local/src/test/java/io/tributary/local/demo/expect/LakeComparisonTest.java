package io.tributary.local.demo.expect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.demo.report.DemoFigures;
import io.tributary.local.demo.report.MinerFigures;
import io.tributary.local.demo.stores.GeneratorOptions;
import io.tributary.local.demo.stores.StoreGenerator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeComparisonTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private Expectation expectation;
  private HandmadeLake lake;

  @BeforeEach
  void generate() throws Exception {
    StoreGenerator generator = new StoreGenerator(folder, CLOCK);
    generator.generate(new GeneratorOptions(3, 900, 5));
    expectation = ExpectationFile.read(generator.expectation());
    lake = new HandmadeLake(folder, expectation);
  }

  @Test
  void acceptsALakeInWhichEveryItemIsOnceAndAsSent() throws Exception {
    lake.write("true");
    ComparisonResult result = compare(figures(), false);
    assertThat(result.first()).isEmpty();
    assertThat(result.ok()).isTrue();
    assertThat(result.rows()).isEqualTo(expectation.accepted());
    assertThat(result.lines().get(0)).startsWith("✔ All ").contains("each once");
  }

  @Test
  void findsAMissingItem() throws Exception {
    String missing = lake.write("key <> (SELECT min(key) FROM kept)").get(0);
    ComparisonResult result = compare(figures(), false);
    assertThat(result.missing()).isEqualTo(1);
    assertThat(result.first()).containsExactly(missing + " is not in the lake");
  }

  @Test
  void findsADoubledItem() throws Exception {
    lake.write("true");
    lake.writeAgain("key = (SELECT min(key) FROM kept)");
    ComparisonResult result = compare(figures(), false);
    assertThat(result.doubled()).isEqualTo(1);
    assertThat(result.missing()).isZero();
    assertThat(result.first()).hasSize(1).first().asString().endsWith("is in the lake already");
  }

  @Test
  void findsAnAlteredValueInAnyColumn() throws Exception {
    lake.alter("text", "text || '!'");
    lake.alter("view_count", "view_count + 1");
    lake.alter("datetime", "datetime + INTERVAL 1 MICROSECOND");
    lake.alter("tweet_hashtags", "list_append(tweet_hashtags, '#more')");
    lake.alter("label", "coalesce(label, 'null')");
    lake.write("true");
    ComparisonResult result = compare(figures(), false);
    assertThat(result.altered()).isEqualTo(expectation.accepted());
    assertThat(result.missing() + result.doubled() + result.unexpected()).isZero();
    assertThat(result.first().get(0)).contains("datetime is ").contains(", sent was ");
  }

  @Test
  void findsARowUnderAnotherMiner() throws Exception {
    lake.write("true");
    lake.writeUnder("key = (SELECT min(key) FROM kept)", 2);
    ComparisonResult result = compare(figures(), false);
    assertThat(result.ok()).isFalse();
    assertThat(result.doubled()).isEqualTo(1);
  }

  @Test
  void findsARefusedRecordInTheLake() throws Exception {
    lake.write("true");
    lake.alter("tweet_id", "'99'");
    lake.writeAgain("key = (SELECT min(key) FROM kept WHERE key LIKE 'x:%')");
    assertThat(compare(figures(), false).unexpected()).isEqualTo(1);
  }

  @Test
  void findsAnotherSetOfColumns() throws Exception {
    lake.write("true");
    lake.alter("text", "1 AS extra, text");
    lake.writeAgain("key = (SELECT min(key) FROM kept WHERE key LIKE 'x:%')");
    assertThat(compare(figures(), false).first().get(0)).contains("columns are [datetime, label");
  }

  @Test
  void findsFiguresThatAreNotAsExpected() throws Exception {
    lake.write("true");
    List<MinerFigures> miners = new ArrayList<>(figures().miners());
    MinerFigures first = miners.get(0);
    Map<String, Long> rejected = new TreeMap<>(first.rejected());
    String reason = rejected.keySet().iterator().next();
    rejected.merge(reason, -1L, Long::sum);
    miners.set(0, with(first, first.received(), rejected));
    ComparisonResult result = compare(new DemoFigures(miners, 0, 1), false);
    assertThat(result.first())
        .anyMatch(d -> d.startsWith("miner-1: received " + first.received() + ", but"))
        .anyMatch(d -> d.startsWith("miner-1: rejected as " + reason + ": expected "));
  }

  @Test
  void aResumedFolderMayHaveReceivedMoreButNeverLess() throws Exception {
    lake.write("true");
    List<MinerFigures> miners = new ArrayList<>(figures().miners());
    MinerFigures first = miners.get(0);
    Map<String, Long> rejected = new TreeMap<>(first.rejected());
    String reason = rejected.keySet().iterator().next();
    rejected.merge(reason, 2L, Long::sum);
    miners.set(0, with(first, first.received() + 2, rejected));
    assertThat(compare(new DemoFigures(miners, 0, 1), true).ok()).isTrue();
    assertThat(compare(new DemoFigures(miners, 0, 1), false).ok()).isFalse();
  }

  @Test
  void foreignStoresAreComparedBySumsOnly() {
    ComparisonResult result = LakeComparison.sums(figures());
    assertThat(result.ok()).isTrue();
    assertThat(result.lines().get(0)).contains("The sums hold").contains("not compared");
  }

  private ComparisonResult compare(DemoFigures figures, boolean resumed) throws Exception {
    return new LakeComparison(folder.resolve("stores"))
        .compare(expectation, lake.root(), figures, resumed);
  }

  /** Figures as they are when the first miner of each key owns it. */
  private DemoFigures figures() {
    long[] accepted = new long[expectation.miners().size()];
    expectation.holders().values().forEach(holders -> accepted[holders[0]]++);
    List<MinerFigures> miners = new ArrayList<>();
    for (int m = 0; m < accepted.length; m++) {
      Expectation.Miner miner = expectation.miners().get(m);
      miners.add(
          new MinerFigures(
              miner.name(),
              miner.hotkey(),
              miner.received(),
              accepted[m],
              miner.received() - miner.rejected() - accepted[m],
              miner.refused(),
              2,
              accepted[m],
              1_000));
    }
    return new DemoFigures(miners, 0, 1);
  }

  private static MinerFigures with(MinerFigures m, long received, Map<String, Long> rejected) {
    return new MinerFigures(
        m.name(), m.hotkey(), received, m.accepted(), m.duplicate(), rejected, 2, m.rows(), 9);
  }
}
