package io.tributary.lake.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.EpochSchedule;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FreezeBasis;
import io.tributary.lake.epoch.FreezeBasis.StatedVersion;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenFiles;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.epoch.RevocationList;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetRebuildTest {

  private static final Instant STAGED = FrozenFiles.SEALED;
  private static final CommittedFile ONE = LoggedFiles.file(1, STAGED);
  private static final CommittedFile TWO = LoggedFiles.file(2, STAGED.plusSeconds(1));
  private static final CommittedFile THREE = LoggedFiles.file(3, STAGED.plusSeconds(2));

  @Test
  void theLastMessageOfAKeyBeforeThePositionCounts() {
    SetRebuild log = rebuild(basis(4, STAGED, ONE, TWO));
    take(log, 0, ONE, TWO, ONE.withdrawn(9), ONE, TWO.withdrawn(9), THREE);
    assertThat(log.build().set().files()).containsExactly(frozen(ONE, "v"), frozen(TWO, "v"));
    assertThat(log.build().withoutVersion()).isEmpty();
    assertThat(log.leftOut(STAGED)).isZero();
    assertThat(log.leftOut(STAGED.plusMillis(1))).isEqualTo(2);
  }

  @Test
  void filesOfBeforeTheCutOffAndOfOthersAreNotInIt() {
    SetRebuild log = rebuild(basis(9, STAGED.plusSeconds(1), TWO));
    take(log, 0, ONE, TWO, LoggedFiles.of(FrozenFiles.signer(2), 4, STAGED.plusSeconds(5)));
    assertThat(log.build().set().files()).containsExactly(frozen(TWO, "v"));
  }

  @Test
  void theVersionThatWasStatedLastCounts() {
    Freeze first = freeze(basis(9, STAGED, ONE, TWO));
    Freeze without = freeze(null);
    StatedVersion moved = new StatedVersion(ONE.key(), ObjectVersion.NONE);
    Freeze second = freeze(new FreezeBasis(9, STAGED, List.of(moved), 0));
    SetRebuild log = new SetRebuild(List.of(first, without, second));
    take(log, 0, ONE, TWO, THREE);
    SetRebuild.Rebuilt rebuilt = log.build();
    assertThat(rebuilt.withoutVersion()).containsExactly(THREE.key());
    assertThat(rebuilt.set().files())
        .containsExactlyInAnyOrder(
            SetMember.of(ONE, LoggedFiles.AUDIENCE, 13).file().orElseThrow(),
            frozen(TWO, "v"),
            SetMember.of(THREE, LoggedFiles.AUDIENCE, 13).file().orElseThrow());
  }

  @Test
  void whatCannotBeFrozenIsAProblemAndNotInIt() {
    CommittedFile impossible = LoggedFiles.impossible(7, STAGED);
    SetRebuild log = rebuild(basis(9, STAGED, ONE));
    take(log, 0, ONE, impossible);
    assertThat(log.build().set().files()).containsExactly(frozen(ONE, "v"));
    assertThat(log.build().problems())
        .extracting(VerdictFinding::reason)
        .containsExactly(VerdictReason.CLAIMS_IMPOSSIBLE);
    assertThat(log.logged(ONE.key()).orElseThrow().file()).isEqualTo(ONE);
    assertThat(log.logged(TWO.key())).isEmpty();
  }

  @Test
  void aFreezeThatNamesNoRecordsCannotBeFollowed() {
    List<Freeze> old = List.of(freeze(null));
    assertThatThrownBy(() -> new SetRebuild(old))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a freeze that names no records");
  }

  @Test
  void aCutOffMovesOnByWholeHoursAndNeverBack() {
    Instant now = Instant.parse("2026-11-22T10:59:59.999Z");
    CutOff first = CutOff.NONE.moved(now);
    assertThat(first.at()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
    assertThat(first.moved(now.minus(Duration.ofDays(9)))).isEqualTo(first);
    assertThat(first.moved(now.plusMillis(1)).at()).isEqualTo("2026-11-22T11:00:00Z");
    assertThat(first.isPassed(first.at().toEpochMilli())).isFalse();
    assertThat(first.isPassed(first.at().toEpochMilli() - 1)).isTrue();
    assertThat(CutOff.NONE.moved(Instant.parse("1969-01-01T00:00:00Z"))).isEqualTo(CutOff.NONE);
  }

  @Test
  void theOldestLeaveASetThatIsTooLarge() {
    CutOff none = CutOff.NONE;
    assertThat(none.forAtMost(3, new long[] {30, 10, 20})).isEqualTo(none);
    CutOff raised = none.forAtMost(2, new long[] {30, 10, 20, 10, 40});
    assertThat(raised.isPassed(20)).isTrue();
    assertThat(raised.isPassed(30)).isFalse();
    // Those of the same time leave together: which of them would stay is nobody's choice.
    assertThat(none.forAtMost(2, new long[] {10, 10, 10}).isPassed(10)).isTrue();
  }

  private static void take(SetRebuild log, long from, CommittedFile... files) {
    for (int i = 0; i < files.length; i++) {
      log.take(from + i, STAGED, files[i]);
    }
  }

  private static SetRebuild rebuild(FreezeBasis basis) {
    return new SetRebuild(List.of(freeze(basis)));
  }

  private static FreezeBasis basis(long position, Instant oldest, CommittedFile... stated) {
    List<StatedVersion> versions = new ArrayList<>();
    for (CommittedFile file : stated) {
      versions.add(new StatedVersion(file.key(), ObjectVersion.versionId("v")));
    }
    versions.sort(Comparator.comparing(version -> version.key().path()));
    return new FreezeBasis(position, oldest, versions, 0);
  }

  private static FrozenFile frozen(CommittedFile file, String version) {
    return SetMember.of(file, LoggedFiles.AUDIENCE, 13)
        .file()
        .orElseThrow()
        .with(ObjectVersion.versionId(version));
  }

  /** A freeze of three files; what they are makes no difference here. */
  private static Freeze freeze(FreezeBasis basis) {
    List<FrozenFile> files =
        List.of(
            FrozenFiles.file(1, 100_000, 1000),
            FrozenFiles.file(2, 100_000, 1000),
            FrozenFiles.file(3, 100_000, 1000));
    Freeze freeze =
        Freeze.of(
            new Freeze.Occasion(
                LoggedFiles.AUDIENCE,
                13,
                new EpochSchedule(10, 4),
                1,
                new BlockHash("0x" + "c0".repeat(32)),
                FrozenFiles.signer(9).hotkey()),
            FrozenSet.of(FrozenFiles.MINER, files),
            RevocationList.EMPTY,
            CarriedOver.NONE);
    return basis == null ? freeze : freeze.with(basis);
  }
}
