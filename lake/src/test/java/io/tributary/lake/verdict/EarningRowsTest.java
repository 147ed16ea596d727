package io.tributary.lake.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.draw.RowDraw;
import io.tributary.lake.draw.Sample;
import io.tributary.lake.draw.Sampler;
import io.tributary.lake.draw.Seed;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.EpochSchedule;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenFiles;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.RevocationList;
import io.tributary.lake.threshold.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is not there as it was signed earns nothing, whosever fault it is. */
class EarningRowsTest {

  private static final VerdictFinding ALTERED =
      new VerdictFinding(VerdictReason.LEAF_ALTERED, "leaf 7");

  @ParameterizedTest
  @EnumSource(VerdictReason.class)
  void aFileThatDidNotPassEarnsNothing(VerdictReason reason) {
    Verdict verdict = Verdicts.judge(Map.of(1, new VerdictFinding(reason, "somewhere")));
    assertThat(verdict.earningRows()).isLessThanOrEqualTo(3000);
  }

  @Test
  void theLargerOfBothLossesCounts() {
    Verdict verdict = Verdicts.judge(Map.of(1, ALTERED));
    assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    long uniform = verdict.files().stream().mapToLong(EarningRowsTest::uniform).sum();
    assertThat(uniform).isEqualTo(14);
    long lost = uniform(verdict.files().get(1));
    long share = (4000 * lost + uniform - 1) / uniform;
    assertThat(verdict.earningRows()).isEqualTo(4000 - Math.max(1000, share));
  }

  @Test
  void withoutAnyFileThatPassedNothingIsEarned() {
    Verdict verdict = Verdicts.judge(Map.of(0, ALTERED, 1, ALTERED, 2, ALTERED, 3, ALTERED));
    assertThat(verdict.outcome()).isEqualTo(Outcome.NO_EVIDENCE);
    assertThat(verdict.earningRows()).isZero();
  }

  /** Anybody can write a verdict; what it claims of its files does not come back as rows. */
  @Test
  void filesThatClaimMoreRowsThanThereAreEarnNothing() {
    Verdict verdict =
        Verdicts.judge(
            Map.of(
                0, new VerdictFinding(VerdictReason.STORE_UNAVAILABLE, "503"),
                1, new VerdictFinding(VerdictReason.STORE_UNAVAILABLE, "503")));
    List<FileVerdict> files =
        verdict.files().stream().map(EarningRowsTest::withEndlessRows).toList();
    Verdict hostile =
        new Verdict(
            verdict.subject(),
            verdict.basis(),
            verdict.rules(),
            verdict.statedThresholds(),
            true,
            verdict.counts(),
            List.of(),
            files);
    assertThat(hostile.earningRows()).isZero();
  }

  private static FileVerdict withEndlessRows(FileVerdict file) {
    return new FileVerdict(
        file.key(),
        file.version(),
        Long.MAX_VALUE,
        file.leaves(),
        file.rowDraws(),
        file.idScanned(),
        file.undecidedEpochs(),
        file.bytesRead(),
        file.requests(),
        file.findings());
  }

  /** Half of the rows are claimed by files whose signed digests match no bytes. */
  @Test
  void digestsThatMatchNoBytesGainNothingOnAverage() {
    List<FrozenFile> files = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      files.add(FrozenFiles.file(i, 200_000, i < 100 ? 5000 : 1000));
    }
    FrozenSet set = FrozenSet.of(FrozenFiles.MINER, files);
    assertThat(set.rows()).isEqualTo(1_000_000);
    double all = 0;
    int blocks = 300;
    for (int block = 0; block < blocks; block++) {
      all += judge(set, block, index -> set.file(index).rows() == 5000).earningRows();
    }
    // A standard error of the mean is 7,700 rows.
    assertThat(all / blocks).isBetween(400_000.0, 523_000.0);
  }

  private static Verdict judge(FrozenSet set, int block, IntPredicate altered) {
    Freeze freeze =
        Freeze.of(
            new Freeze.Occasion(
                "demo",
                13,
                new EpochSchedule(300, 25),
                7,
                new BlockHash("0x" + "c0".repeat(32)),
                Verdicts.VALIDATOR.hotkey()),
            set,
            RevocationList.EMPTY,
            CarriedOver.NONE);
    BlockHash seedBlock = new BlockHash("0x" + "%064x".formatted(block));
    Sample sample =
        new Sampler(DrawOptions.DEFAULTS).draw(Seed.of(freeze, seedBlock), set, CarriedOver.NONE);
    List<FileResult> results = new ArrayList<>();
    for (int file : sample.files()) {
      results.add(new FileResult(file, altered.test(file) ? List.of(ALTERED) : List.of(), 1, 1));
    }
    return new Judge(VerdictRules.DEFAULTS, Thresholds.DEFAULTS)
        .judge(
            VerdictSubject.of(freeze, Verdicts.VALIDATOR.hotkey()),
            DrawBasis.of(freeze, seedBlock, DrawOptions.DEFAULTS),
            set,
            sample,
            CarriedOver.NONE,
            new Evidence(true, List.of(), results, ContentCounts.NONE));
  }

  private static long uniform(FileVerdict file) {
    return file.rowDraws().stream().filter(draw -> draw.kind() == RowDraw.Kind.ROWS).count();
  }
}
