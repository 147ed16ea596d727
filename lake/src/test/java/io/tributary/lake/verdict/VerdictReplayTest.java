package io.tributary.lake.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.FrozenFiles;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.RevocationList;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.lake.verdict.VerdictReplay.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictReplayTest {

  private static final VerdictFinding UNREADABLE =
      new VerdictFinding(VerdictReason.STORE_UNAVAILABLE, "503");

  @Test
  void honestVerdictsReplay() {
    for (Verdict verdict :
        List.of(
            Verdicts.pass(),
            Verdicts.fail(),
            Verdicts.noEvidence(),
            Verdicts.passWithout(1),
            VerdictCodecTest.mixed())) {
      Records records = Verdicts.records(CarriedOver.NONE, verdict.rules());
      assertThat(VerdictReplay.differences(verdict, records)).isEmpty();
    }
  }

  @Test
  void whatAComparisonOfMinersAddedReplays() {
    VerdictFinding copied =
        new VerdictFinding(VerdictReason.DUPLICATE_ACROSS_MINERS, "9 sampled rows");
    Verdict alone = Verdicts.judge(Map.of(2, UNREADABLE));
    Verdict verdict = alone.withFindings(List.of(copied));
    assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(verdict.findings()).containsExactly(copied);
    assertThat(verdict.files()).isEqualTo(alone.files());
    assertThat(verdict.carriedOver().digest()).isEqualTo(alone.carriedOver().digest());
    assertThat(VerdictReplay.differences(verdict, records(CarriedOver.NONE))).isEmpty();
  }

  @Test
  void aVerdictAfterUndecidedEpochsReplays() {
    CarriedOver carried = CarriedOver.NONE;
    for (int epoch = 0; epoch < 3; epoch++) {
      Verdict verdict = Verdicts.judge(VerdictRules.DEFAULTS, carried, true, Map.of(2, UNREADABLE));
      assertThat(VerdictReplay.differences(verdict, records(carried))).isEmpty();
      carried = verdict.carriedOver();
    }
    assertThat(carried.files()).isEmpty();
  }

  @Test
  void aFailureThatWasNotDueIsSeen() {
    CarriedOver carried =
        CarriedOver.of(List.of(new CarriedOver.File(Verdicts.SET.file(2).key(), 2)));
    Verdict early = Verdicts.judge(VerdictRules.DEFAULTS, carried, true, Map.of(2, UNREADABLE));
    assertThat(early.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(VerdictReplay.differences(early, records(CarriedOver.NONE)))
        .contains("basis: another frozen digest, seed block or size of the set")
        .anySatisfy(
            difference ->
                assertThat(difference)
                    .startsWith("file: ")
                    .contains("findings, undecided epochs of " + Verdicts.SET.file(2).key()));
  }

  @Test
  void otherDrawsAreSeen() {
    Verdict verdict = Verdicts.pass();
    FileVerdict file = verdict.files().get(1);
    List<FileVerdict> files = new ArrayList<>(verdict.files());
    files.set(
        1,
        new FileVerdict(
            file.key(),
            file.version(),
            file.rows(),
            file.leaves().subList(1, file.leaves().size()),
            file.rowDraws(),
            file.idScanned(),
            0,
            file.bytesRead(),
            file.requests(),
            file.findings()));
    assertThat(VerdictReplay.differences(with(verdict, files), records(CarriedOver.NONE)))
        .containsExactly("file: leaves drawn of " + file.key());
    files.remove(1);
    assertThat(VerdictReplay.differences(with(verdict, files), records(CarriedOver.NONE)))
        .containsExactly("drawn, but not in the verdict: " + file.key());
  }

  @Test
  void anotherBlockOrSetIsSeen() {
    Verdict verdict = Verdicts.pass();
    Records records = records(CarriedOver.NONE);
    Records otherBlock =
        new Records(
            records.freeze(),
            records.set(),
            records.revocations(),
            records.carriedOver(),
            new BlockHash("0x" + "00".repeat(32)),
            records.options(),
            records.rules(),
            records.thresholds());
    assertThat(VerdictReplay.differences(verdict, otherBlock))
        .contains("basis: another frozen digest, seed block or size of the set");
    Records otherSet =
        new Records(
            records.freeze(),
            FrozenSet.of(FrozenFiles.MINER, Verdicts.SET.files().subList(0, 3)),
            records.revocations(),
            records.carriedOver(),
            records.seedBlockHash(),
            records.options(),
            records.rules(),
            records.thresholds());
    assertThat(VerdictReplay.differences(verdict, otherSet))
        .singleElement()
        .asString()
        .startsWith("freeze: the records give the frozen digest ")
        .endsWith("published was " + records.freeze().frozenDigest().hex());
    Records revoked =
        new Records(
            records.freeze(),
            records.set(),
            RevocationList.of(
                List.of(new RevocationList.Entry(Octets.of(new byte[32]), FrozenFiles.SEALED))),
            records.carriedOver(),
            records.seedBlockHash(),
            records.options(),
            records.rules(),
            records.thresholds());
    assertThat(VerdictReplay.differences(verdict, revoked)).hasSize(1);
  }

  @Test
  void anotherSubjectAndFewerDrawsAreSeen() {
    Verdict verdict = Verdicts.pass();
    VerdictSubject subject = verdict.subject();
    Verdict later =
        new Verdict(
            new VerdictSubject(
                subject.audience(),
                subject.netuid(),
                subject.epoch() + 1,
                subject.hotkey(),
                subject.validator()),
            verdict.basis(),
            verdict.rules(),
            verdict.statedThresholds(),
            true,
            verdict.counts(),
            verdict.findings(),
            verdict.files());
    assertThat(VerdictReplay.differences(later, records(CarriedOver.NONE)))
        .containsExactly("subject: the verdict is of another miner, epoch or deployment");
    DrawBasis basis = verdict.basis();
    Verdict cheaper =
        new Verdict(
            subject,
            new DrawBasis(
                basis.frozenDigest(),
                basis.seedBlockHash(),
                DrawOptions.DEFAULTS.withRowDraws(10),
                basis.setFiles(),
                basis.setRows(),
                basis.setLeaves()),
            verdict.rules(),
            verdict.statedThresholds(),
            true,
            verdict.counts(),
            verdict.findings(),
            verdict.files());
    assertThat(VerdictReplay.differences(cheaper, records(CarriedOver.NONE)))
        .contains("options: the deployment draws or counts by others")
        .hasSizeGreaterThan(1);
  }

  @Test
  void otherThresholdsAreSeen() {
    Records records = records(CarriedOver.NONE);
    Records strict =
        new Records(
            records.freeze(),
            records.set(),
            records.revocations(),
            records.carriedOver(),
            records.seedBlockHash(),
            records.options(),
            records.rules(),
            new Thresholds(ContentOptions.DEFAULTS, Duration.ofMinutes(1), 1L << 30, 10_000));
    assertThat(VerdictReplay.differences(Verdicts.pass(), strict))
        .containsExactly("thresholds: signing-tolerance = PT5M (deployment PT1M)");
  }

  private static Records records(CarriedOver carried) {
    return Verdicts.records(carried, VerdictRules.DEFAULTS);
  }

  private static Verdict with(Verdict verdict, List<FileVerdict> files) {
    return new Verdict(
        verdict.subject(),
        verdict.basis(),
        verdict.rules(),
        verdict.statedThresholds(),
        verdict.canaryReadable(),
        verdict.counts(),
        verdict.findings(),
        files);
  }
}
