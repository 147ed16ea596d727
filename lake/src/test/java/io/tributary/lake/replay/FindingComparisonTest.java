package io.tributary.lake.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.lake.epoch.FrozenFiles;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.replay.ReplayCheck.Result;
import io.tributary.lake.verdict.FileVerdict;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingComparisonTest {

  private static final VerdictFinding MISSING = found(VerdictReason.OBJECT_MISSING);
  private static final VerdictFinding REPLACED = found(VerdictReason.OBJECT_REPLACED);
  private static final VerdictFinding SILENT = found(VerdictReason.STORE_UNAVAILABLE);
  private static final VerdictFinding TOO_LONG = found(VerdictReason.NO_EVIDENCE_TOO_LONG);

  @Test
  void theSameReasonsAreTheSame() {
    assertThat(compare(List.of(), List.of()).result()).isEqualTo(Result.SAME);
    ReplayCheck both = compare(List.of(MISSING), List.of(found(VerdictReason.OBJECT_MISSING)));
    assertThat(both.result()).isEqualTo(Result.SAME);
    assertThat(both.detail()).isEqualTo("FAIL [OBJECT_MISSING]");
  }

  @Test
  void otherReasonsDiffer() {
    assertThat(compare(List.of(), List.of(MISSING)))
        .isEqualTo(
            ReplayCheck.differs(
                "file " + key(),
                "the verdict says PASS, the lake now FAIL [OBJECT_MISSING: detail]"));
    assertThat(compare(List.of(MISSING), List.of()).detail())
        .isEqualTo("the verdict says FAIL [OBJECT_MISSING: detail], the lake now PASS");
  }

  @Test
  void whatOneReaderCouldNotSeeIsNotCompared() {
    assertThat(compare(List.of(), List.of(SILENT)))
        .isEqualTo(
            ReplayCheck.notChecked(
                "file " + key(), "it cannot be read now: STORE_UNAVAILABLE: detail"));
    assertThat(compare(List.of(SILENT), List.of()).detail())
        .isEqualTo("the verdict has no evidence (STORE_UNAVAILABLE: detail); now PASS");
    assertThat(compare(List.of(SILENT, TOO_LONG), List.of(MISSING)).result())
        .isEqualTo(Result.NOT_CHECKED);
  }

  @Test
  void aCopyHasNoVersionsToCompare() {
    FileVerdict file = verdict(List.of(REPLACED));
    assertThat(FindingComparison.ofFile(file, List.of(), false).result())
        .isEqualTo(Result.NOT_CHECKED);
    assertThat(FindingComparison.ofFile(file, List.of(), true).result()).isEqualTo(Result.DIFFERS);
  }

  @Test
  void onlyWhatBothSawWholeIsCompared() {
    assertThat(FindingComparison.isWhole(verdict(List.of()), List.of())).isTrue();
    assertThat(FindingComparison.isWhole(verdict(List.of(SILENT)), List.of())).isFalse();
    assertThat(FindingComparison.isWhole(verdict(List.of()), List.of(MISSING))).isFalse();
    VerdictFinding copies = found(VerdictReason.DUPLICATE_ROWS);
    assertThat(FindingComparison.isWhole(verdict(List.of(copies)), List.of(copies))).isTrue();
  }

  private static ReplayCheck compare(List<VerdictFinding> then, List<VerdictFinding> now) {
    return FindingComparison.ofFile(verdict(then), now, true);
  }

  private static String key() {
    return verdict(List.of()).key().path();
  }

  private static VerdictFinding found(VerdictReason reason) {
    return new VerdictFinding(reason, "detail");
  }

  private static FileVerdict verdict(List<VerdictFinding> findings) {
    return new FileVerdict(
        FrozenFiles.file(1, 100_000, 1000).key(),
        ObjectVersion.NONE,
        1000,
        List.of(1L),
        List.of(),
        false,
        0,
        1,
        1,
        findings);
  }
}
