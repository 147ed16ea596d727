package io.tributary.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.access.KnownRevocations;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.check.ItemSalt;
import io.tributary.lake.check.RowOracle.Answer;
import io.tributary.lake.check.SampledRow;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.verdict.Outcome;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.ContentKey;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From blocks to verdicts, of miners whose files are challenged. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ValidateMinersOperatorTest {

  private final FakeChallenger challenger = new FakeChallenger();

  @Test
  void everyMinerGetsAVerdictThatPublicRecordsReplay() throws Exception {
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      harness.file(Committed.file(Committed.ANN, 1, 8));
      harness.file(Committed.file(Committed.ANN, 2, 3));
      harness.file(Committed.file(Committed.BOB, 3, 5));
      harness.blocks(8, 13);
      assertThat(harness.freezes).hasSize(2);
      assertThat(harness.verdicts).isEmpty();
      harness.block(14, 14);
      harness.awaitVerdicts(2);

      Verdict ann = Replays.of(Committed.ANN, harness.verdicts);
      assertThat(ann.outcome()).isEqualTo(Outcome.PASS);
      assertThat(ann.subject().epoch()).isEqualTo(1);
      assertThat(ann.bytesRead()).isEqualTo(1000L * ann.files().size());
      assertThat(ann.counts().idRowsClaimed()).isEqualTo(100);
      FrozenFile one = Committed.frozen(Committed.ANN, 1, 8);
      FrozenFile two = Committed.frozen(Committed.ANN, 2, 3);
      Replays.assertReplays(ann, harness.freezes, CarriedOver.NONE, one, two);
      FrozenFile three = Committed.frozen(Committed.BOB, 3, 5);
      Verdict bob = Replays.of(Committed.BOB, harness.verdicts);
      Replays.assertReplays(bob, harness.freezes, CarriedOver.NONE, three);
    }
  }

  @Test
  void aStoreThatAnswersAtLastCostsNobodyAnything() throws Exception {
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      challenger.fail(Committed.frozen(Committed.ANN, 1, 8).key().path(), 2);
      harness.file(Committed.file(Committed.ANN, 1, 8));
      harness.blocks(10, 14);
      harness.awaitVerdicts(1);
      Verdict verdict = harness.verdicts.get(0);
      assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
      assertThat(verdict.requests()).isEqualTo(3);
      assertThat(verdict.bytesRead()).isEqualTo(3000);
    }
  }

  @Test
  void whatIsUndecidedIsCarriedOver() throws Exception {
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      FrozenFile file = Committed.frozen(Committed.ANN, 1, 8);
      challenger.fail(file.key().path(), 3);
      harness.file(Committed.file(Committed.ANN, 1, 8));
      harness.blocks(10, 14);
      harness.awaitVerdicts(1);
      assertThat(harness.verdicts.get(0).outcome()).isEqualTo(Outcome.NO_EVIDENCE);
      harness.blocks(15, 24);
      harness.awaitVerdicts(2);
      Verdict second = harness.verdicts.get(1);
      assertThat(second.outcome()).isEqualTo(Outcome.PASS);
      CarriedOver carried = CarriedOver.of(List.of(new CarriedOver.File(file.key(), 1)));
      Replays.assertReplays(second, harness.freezes, carried, file);
    }
  }

  /**
   * The canary of these tests can be read all the time: whoever is refused, it is not the store.
   */
  @Test
  void refusingToBeQueriedIsAFailInTheThirdEpoch() throws Exception {
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      FrozenFile file = Committed.frozen(Committed.ANN, 1, 8);
      challenger.find(file.key().path(), VerdictReason.READ_REFUSED);
      harness.file(Committed.file(Committed.ANN, 1, 8));
      for (int epoch = 1; epoch <= 3; epoch++) {
        harness.blocks(epoch == 1 ? 10 : 10L * epoch - 5, 10L * epoch + 4);
        harness.awaitVerdicts(epoch);
        Verdict verdict = harness.verdicts.get(epoch - 1);
        assertThat(verdict.canaryReadable()).isTrue();
        assertThat(verdict.outcome()).isEqualTo(epoch < 3 ? Outcome.NO_EVIDENCE : Outcome.FAIL);
        assertThat(verdict.earningRows()).isZero();
      }
      Verdict third = harness.verdicts.get(2);
      assertThat(reasons(third))
          .containsExactly(VerdictReason.READ_REFUSED, VerdictReason.NO_EVIDENCE_TOO_LONG);
      CarriedOver carried = CarriedOver.of(List.of(new CarriedOver.File(file.key(), 2)));
      Replays.assertReplays(third, harness.freezes, carried, file);
    }
  }

  @Test
  void withoutBlocksAnEpochWaits() throws Exception {
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      harness.file(Committed.file(Committed.ANN, 1, 8));
      harness.blocks(10, 13);
      harness.setTime(Committed.STAGED.plus(Duration.ofDays(3)));
      harness.mails();
      assertThat(harness.verdicts).isEmpty();
      harness.block(14, 14);
      harness.awaitVerdicts(1);
      assertThatThrownBy(() -> harness.block(16, 16))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("block 16 of the beacon came after block 14");
    }
  }

  @Test
  void theChallengerIsToldWhatTheLogSays() throws Exception {
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      CommittedFile file = Committed.file(Committed.ANN, 1, 8);
      harness.file(file);
      harness.notice(Committed.revocation());
      challenger.find(file.key().path(), VerdictReason.MANIFEST_INVALID);
      harness.blocks(10, 14);
      harness.awaitVerdicts(1);
      assertThat(challenger.asked).hasSize(1);
      ChallengeTask.Statement said = challenger.asked.get(0).statement();
      assertThat(said.audience()).isEqualTo(Committed.AUDIENCE);
      assertThat(said.netuid()).isEqualTo(Committed.NETUID);
      assertThat(said.manifest()).isEqualTo(file.manifest());
      assertThat(said.appendedAt()).isEqualTo(Committed.STAGED.plusSeconds(60));
      assertThat(((KnownRevocations) said.revocations()).toBytes())
          .isNotEqualTo(KnownRevocations.empty().toBytes());
      assertThat(challenger.salts).containsOnly(ItemSalt.of(ValidateHarness.hash(14)));
      assertThat(reasons(harness.verdicts.get(0))).containsExactly(VerdictReason.MANIFEST_INVALID);
      assertThat(harness.verdicts.get(0).outcome()).isEqualTo(Outcome.NO_EVIDENCE);
    }
  }

  @Test
  void aChallengerThatFailsCostsNobodyAnything() throws Exception {
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      String path = Committed.frozen(Committed.ANN, 1, 8).key().path();
      challenger.breakOn(path, new IllegalStateException("a bug"));
      harness.file(Committed.file(Committed.ANN, 1, 8));
      harness.blocks(10, 14);
      harness.awaitVerdicts(1);
      assertThat(reasons(harness.verdicts.get(0))).containsExactly(VerdictReason.CHALLENGE_FAILED);
      assertThat(harness.verdicts.get(0).outcome()).isEqualTo(Outcome.NO_EVIDENCE);
      assertThat(challenger.asked).hasSize(1);
    }
  }

  @Test
  void whatAMinerDidIsAFail() throws Exception {
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      String path = Committed.frozen(Committed.ANN, 1, 8).key().path();
      challenger.find(path, VerdictReason.ID_URL_MISMATCH);
      harness.file(Committed.file(Committed.ANN, 1, 8));
      harness.blocks(10, 14);
      harness.awaitVerdicts(1);
      assertThat(harness.verdicts.get(0).outcome()).isEqualTo(Outcome.FAIL);
    }
  }

  @Test
  void theFilesOfAMinerAreExaminedTogether() throws Exception {
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      for (int file = 1; file <= 2; file++) {
        harness.file(Committed.file(Committed.ANN, file, 8));
        challenger.hold(
            Committed.frozen(Committed.ANN, file, 8).key().path(), List.of("x:1", "x:" + file));
      }
      harness.blocks(10, 14);
      harness.awaitVerdicts(1);
      Verdict verdict = harness.verdicts.get(0);
      assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(reasons(verdict)).contains(VerdictReason.DUPLICATE_ACROSS_FILES);
      JudgedMiner judged = (JudgedMiner) harness.notices.get(1);
      assertThat(judged.items().size()).isEqualTo(2);
      assertThat(judged.items().isOf(ItemSalt.of(ValidateHarness.hash(14)))).isTrue();
    }
  }

  @Test
  void theOracleIsAskedAboutTheRowsOfEveryFile() throws Exception {
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      SampledRow row =
          new SampledRow(
              ContentKey.of("https://x.com/ann/status/7").key(),
              0,
              Map.of("text", "never written"));
      for (int file = 1; file <= 2; file++) {
        harness.file(Committed.file(Committed.ANN, file, 8));
        challenger.sample(
            Committed.frozen(Committed.ANN, file, 8).key().path(), Collections.nCopies(3, row));
      }
      challenger.consult(rows -> Collections.nCopies(rows.size(), Answer.CONTRADICTED));
      harness.blocks(10, 14);
      harness.awaitVerdicts(1);
      Verdict verdict = harness.verdicts.get(0);
      assertThat(verdict.counts().oracleChecked()).isEqualTo(6);
      assertThat(verdict.counts().oraclePassed()).isZero();
      assertThat(reasons(verdict)).containsExactly(VerdictReason.NOT_CONFIRMED);
    }
  }

  @Test
  void anAnswerOfAnotherEpochIsTheValidatorsOwnFailure() throws Exception {
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      challenger.mistakeTheEpoch();
      harness.file(Committed.file(Committed.ANN, 1, 8));
      harness.blocks(10, 14);
      harness.awaitVerdicts(1);
      assertThat(reasons(harness.verdicts.get(0))).containsExactly(VerdictReason.CHALLENGE_FAILED);
    }
  }

  private static List<VerdictReason> reasons(Verdict verdict) {
    return verdict.allFindings().map(VerdictFinding::reason).toList();
  }
}
