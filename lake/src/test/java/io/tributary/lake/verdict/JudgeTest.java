package io.tributary.lake.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.proof.FindingCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {

  private static final VerdictFinding UNREADABLE =
      new VerdictFinding(VerdictReason.STORE_UNAVAILABLE, "503 thrice");

  @Test
  void whatIsProvenPasses() {
    Verdict verdict = Verdicts.pass();
    assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    assertThat(verdict.files()).hasSize(Verdicts.FILES);
    assertThat(verdict.earningRows()).isEqualTo(4000);
    assertThat(verdict.bytesRead()).isEqualTo(4006);
    assertThat(verdict.requests()).isEqualTo(12);
    assertThat(verdict.carriedOver().files()).isEmpty();
    assertThat(verdict.files().stream().mapToInt(file -> file.leaves().size()).sum())
        .isEqualTo((int) Verdicts.SET.leaves());
  }

  @ParameterizedTest
  @EnumSource(VerdictReason.class)
  void onlyWhatIsTheMinersCostsTheMiner(VerdictReason reason) {
    VerdictFinding finding = new VerdictFinding(reason, "somewhere");
    boolean condemns = reason.party() == Party.MINER;
    Verdict ofFile = Verdicts.judge(Map.of(1, finding));
    Verdict ofNone = Verdicts.judge(Map.of(), finding);
    assertThat(ofFile.outcome() == Outcome.FAIL).isEqualTo(condemns);
    assertThat(ofNone.outcome() == Outcome.FAIL).isEqualTo(condemns);
    assertThat(ofFile.files().get(1).outcome()).isEqualTo(reason.outcome());
    assertThat(reason.outcome()).isNotEqualTo(Outcome.PASS);
    assertThat(ofFile.earningRows() > 0).isEqualTo(!condemns);
  }

  @Test
  void aMinerPassesOnWhatTheLakeDidNotLose() {
    VerdictFinding missing = new VerdictFinding(VerdictReason.OBJECT_MISSING, "404");
    assertThat(Verdicts.judge(Map.of(0, missing, 3, missing)).outcome()).isEqualTo(Outcome.PASS);
    assertThat(Verdicts.judge(Map.of(0, missing, 1, missing, 2, missing, 3, missing)).outcome())
        .isEqualTo(Outcome.NO_EVIDENCE);
  }

  @Test
  void tooLittleEvidenceIsNone() {
    assertThat(Verdicts.judge(Map.of(3, UNREADABLE)).outcome()).isEqualTo(Outcome.NO_EVIDENCE);
    Verdict lenient = Verdicts.passWithout(3);
    assertThat(lenient.outcome()).isEqualTo(Outcome.PASS);
    assertThat(lenient.earningRows()).isEqualTo(3000);
    assertThat(lenient.carriedOver().files())
        .containsExactly(new CarriedOver.File(Verdicts.SET.file(3).key(), 1));
    assertThat(Verdicts.noEvidence().outcome()).isEqualTo(Outcome.NO_EVIDENCE);
  }

  @Test
  void aFileThatStaysUnreadableFailsInTheThirdEpoch() {
    CarriedOver carried = CarriedOver.NONE;
    for (int epoch = 1; epoch <= 2; epoch++) {
      Verdict verdict = judge(carried, true);
      assertThat(verdict.outcome()).isEqualTo(Outcome.NO_EVIDENCE);
      carried = verdict.carriedOver();
      assertThat(carried.files()).extracting(CarriedOver.File::undecidedEpochs).contains(epoch);
    }
    Verdict blind = judge(carried, false);
    assertThat(blind.outcome()).isEqualTo(Outcome.NO_EVIDENCE);
    assertThat(blind.carriedOver().digest()).isEqualTo(carried.digest());

    Verdict third = judge(blind.carriedOver(), true);
    assertThat(third.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(third.files().get(2).findings())
        .containsExactly(
            UNREADABLE,
            new VerdictFinding(
                VerdictReason.NO_EVIDENCE_TOO_LONG, "3 epochs with a readable canary"));
    assertThat(third.carriedOver().files()).isEmpty();
  }

  @Test
  void epochsWithoutAReadableCanaryNeverCostTheMiner() {
    CarriedOver carried = CarriedOver.NONE;
    for (int epoch = 0; epoch < 10; epoch++) {
      Verdict verdict = judge(carried, false);
      assertThat(verdict.outcome()).isEqualTo(Outcome.NO_EVIDENCE);
      carried = verdict.carriedOver();
    }
    assertThat(carried.files()).extracting(CarriedOver.File::undecidedEpochs).containsExactly(0);
  }

  @Test
  void whatTheValidationSparesItselfNeverCostsTheMiner() {
    VerdictFinding spared = new VerdictFinding(VerdictReason.BUDGET_EXCEEDED, "a long tail");
    CarriedOver carried = judge(judge(CarriedOver.NONE, true).carriedOver(), true).carriedOver();
    for (int epoch = 0; epoch < 5; epoch++) {
      Verdict verdict = Verdicts.judge(VerdictRules.DEFAULTS, carried, true, Map.of(2, spared));
      assertThat(verdict.outcome()).isEqualTo(Outcome.NO_EVIDENCE);
      carried = verdict.carriedOver();
    }
    assertThat(carried.files()).extracting(CarriedOver.File::undecidedEpochs).containsExactly(2);
  }

  @Test
  void noFileIsSkippedSilently() {
    Evidence none = new Evidence(true, List.of(), List.of(), ContentCounts.NONE);
    assertThatThrownBy(() -> Verdicts.judge(VerdictRules.DEFAULTS, CarriedOver.NONE, none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 results are not one for each of 4 files drawn");
    FileResult result = new FileResult(0, List.of(), 0, 0);
    Evidence twice = new Evidence(true, List.of(), List.of(result, result), ContentCounts.NONE);
    assertThatThrownBy(() -> Verdicts.judge(VerdictRules.DEFAULTS, CarriedOver.NONE, twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two results of file 0");
  }

  @Property(tries = 200)
  void faultsOfTheStoreAndTheLakeNeverFailAnHonestMiner(
      @ForAll long number, @ForAll @IntRange(min = 1, max = 20) int epochs) {
    Random random = new Random(number);
    List<VerdictReason> faults = new ArrayList<>();
    for (VerdictReason reason : VerdictReason.values()) {
      if (reason.party() == Party.LAKE) {
        faults.add(reason);
      }
    }
    CarriedOver carried = CarriedOver.NONE;
    for (int epoch = 0; epoch < epochs; epoch++) {
      Map<Integer, VerdictFinding> byFile = new HashMap<>();
      boolean canaryReadable = epoch % 3 != 0;
      for (int file = 0; file < Verdicts.FILES; file++) {
        if (random.nextBoolean()) {
          VerdictReason reason = faults.get(random.nextInt(faults.size()));
          byFile.put(file, new VerdictFinding(reason, "epoch " + epoch));
        }
      }
      Verdict verdict =
          Verdicts.judge(new VerdictRules(255, 900_000), carried, canaryReadable, byFile);
      assertThat(verdict.outcome()).isNotEqualTo(Outcome.FAIL);
      carried = verdict.carriedOver();
    }
  }

  @ParameterizedTest
  @EnumSource(FindingCode.class)
  void faultsOfFilesHaveAParty(FindingCode code) {
    VerdictReason reason = VerdictReason.of(code);
    switch (code) {
      case NOT_READABLE -> assertThat(reason.outcome()).isEqualTo(Outcome.NO_EVIDENCE);
      case SIZE, TAIL_DIGEST, LEAF_DIGEST -> assertThat(reason.party()).isEqualTo(Party.LAKE);
      default -> assertThat(reason).isEqualTo(VerdictReason.FILE_MALFORMED);
    }
  }

  @Test
  void detailsHoldNothingThatCannotBeShown() {
    assertThat(VerdictFinding.of(VerdictReason.FILE_MALFORMED, "a\nb\u0000\u00e9").detail())
        .isEqualTo("a?b??");
    assertThat(VerdictFinding.of(VerdictReason.FILE_MALFORMED, "x".repeat(999)).detail())
        .hasSize(256);
    assertThatThrownBy(() -> new VerdictFinding(VerdictReason.FILE_MALFORMED, "a\nb"))
        .hasMessage("a detail that is too long or not printable");
    assertThatThrownBy(() -> new VerdictRules(0, 1)).hasMessageContaining("0, 1");
    assertThatThrownBy(() -> new ContentCounts(0, 0, 1, 2)).hasMessageContaining("0, 0, 1, 2");
  }

  private static Verdict judge(CarriedOver carried, boolean canaryReadable) {
    return Verdicts.judge(VerdictRules.DEFAULTS, carried, canaryReadable, Map.of(2, UNREADABLE));
  }
}
