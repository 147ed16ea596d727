package io.tributary.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.store.ListedObject;
import io.tributary.connectors.store.MinerListing;
import io.tributary.connectors.store.StoreException;
import io.tributary.connectors.store.StoreFailure;
import io.tributary.hotkey.access.KnownRevocations;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.check.ItemSalt;
import io.tributary.lake.check.RowOracle.Answer;
import io.tributary.lake.check.SampledRow;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.epoch.RevocationList;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.set.SetRebuild;
import io.tributary.lake.verdict.Outcome;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.lake.verdict.VerdictReplay;
import io.tributary.schemas.ContentKey;
import io.tributary.schemas.Hotkey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

      Verdict ann = of(Committed.ANN, harness.verdicts);
      assertThat(ann.outcome()).isEqualTo(Outcome.PASS);
      assertThat(ann.subject().epoch()).isEqualTo(1);
      assertThat(ann.bytesRead()).isEqualTo(1000L * ann.files().size());
      assertThat(ann.counts().idRowsClaimed()).isEqualTo(100);
      FrozenFile one = Committed.frozen(Committed.ANN, 1, 8);
      FrozenFile two = Committed.frozen(Committed.ANN, 2, 3);
      assertReplays(ann, harness.freezes, CarriedOver.NONE, one, two);
      FrozenFile three = Committed.frozen(Committed.BOB, 3, 5);
      Verdict bob = of(Committed.BOB, harness.verdicts);
      assertReplays(bob, harness.freezes, CarriedOver.NONE, three);
    }
  }

  @Test
  void whatComesOrGoesAfterAFreezeIsForTheNextEpoch() throws Exception {
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      harness.file(Committed.file(Committed.ANN, 1, 8));
      harness.file(Committed.file(Committed.ANN, 2, 8));
      harness.blocks(10, 10);
      harness.file(Committed.file(Committed.ANN, 1, 8).withdrawn(5));
      harness.file(Committed.file(Committed.ANN, 3, 8));
      harness.file(Committed.file(Committed.BOB, 4, 8));
      harness.blocks(11, 14);
      harness.awaitVerdicts(1);
      assertThat(harness.verdicts.get(0).basis().setFiles()).isEqualTo(2);
      harness.blocks(15, 24);
      harness.awaitVerdicts(3);

      List<Verdict> second = harness.verdicts.subList(1, 3);
      FrozenFile two = Committed.frozen(Committed.ANN, 2, 8);
      FrozenFile three = Committed.frozen(Committed.ANN, 3, 8);
      assertReplays(of(Committed.ANN, second), harness.freezes, CarriedOver.NONE, two, three);
      assertThat(of(Committed.BOB, second).subject().epoch()).isEqualTo(2);
    }
  }

  @Test
  void anybodyCanPutAFrozenSetTogetherAgain() throws Exception {
    List<ListedObject> objects = new ArrayList<>();
    for (int file = 1; file <= 4; file++) {
      objects.add(
          new ListedObject(
              Committed.frozen(Committed.ANN, file, 8).key().path(),
              ObjectVersion.versionId("v" + file),
              9,
              Committed.STAGED));
    }
    try (ValidateHarness harness =
        new ValidateHarness(challenger, Optional.of(listing(objects)), null)) {
      harness.file(Committed.file(Committed.ANN, 1, 8));
      harness.file(Committed.file(Committed.ANN, 2, 8));
      harness.blocks(10, 10);
      harness.awaitFreezes(1);
      harness.file(Committed.file(Committed.ANN, 1, 8).withdrawn(5));
      harness.file(Committed.file(Committed.ANN, 3, 8));
      harness.blocks(11, 14);
      harness.awaitVerdicts(1);
      // Somebody writes another object behind a key that was frozen before.
      objects.set(
          1,
          new ListedObject(
              objects.get(1).path(), ObjectVersion.versionId("v9"), 9, Committed.STAGED));
      harness.blocks(15, 20);
      harness.awaitFreezes(2);
      harness.file(Committed.file(Committed.ANN, 4, 8));

      Freeze first = harness.freezes.get(0);
      Freeze second = harness.freezes.get(1);
      assertThat(first.basis().orElseThrow().position()).isEqualTo(2);
      assertThat(second.basis().orElseThrow().position()).isEqualTo(4);
      assertThat(second.basis().orElseThrow().versions())
          .extracting(version -> version.version().text())
          .containsExactlyInAnyOrder("v9", "v3");
      assertThat(rebuilt(harness, List.of(first)).merkleRoot()).isEqualTo(first.merkleRoot());
      assertThat(rebuilt(harness, List.of(first, second)).merkleRoot())
          .isEqualTo(second.merkleRoot());
    }
  }

  private static FrozenSet rebuilt(ValidateHarness harness, List<Freeze> freezes) {
    SetRebuild log = new SetRebuild(freezes);
    for (int i = 0; i < harness.log.size(); i++) {
      log.take(i, Committed.STAGED, harness.log.get(i));
    }
    assertThat(log.build().withoutVersion()).isEmpty();
    return log.build().set();
  }

  @Test
  void aRestoreBetweenFreezeAndSeedDrawsTheSame() throws Exception {
    OperatorSubtaskState state;
    Freeze freeze;
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      harness.file(Committed.file(Committed.ANN, 1, 100));
      harness.blocks(10, 12);
      freeze = harness.freezes.get(0);
      state = harness.snapshot();
    }
    List<String> draws = null;
    for (int attempt = 0; attempt < 2; attempt++) {
      FakeChallenger fresh = new FakeChallenger();
      try (ValidateHarness harness = ValidateHarness.restore(fresh, state)) {
        // Blocks that were seen are passed over, as a source's position may be older.
        harness.blocks(11, 14);
        harness.awaitVerdicts(1);
        assertThat(harness.freezes).isEmpty();
        assertReplays(
            harness.verdicts.get(0),
            List.of(freeze),
            CarriedOver.NONE,
            Committed.frozen(Committed.ANN, 1, 100));
        List<String> drawn = fresh.asked.stream().map(ValidateMinersOperatorTest::draws).toList();
        assertThat(drawn).isEqualTo(draws == null ? drawn : draws);
        draws = drawn;
      }
    }
  }

  @Test
  void anOpenEpochIsDividedAmongMoreSubtasks() throws Exception {
    OperatorSubtaskState state;
    List<Freeze> freezes;
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      for (int miner = 1; miner <= 6; miner++) {
        harness.file(Committed.file(Committed.signer(miner), miner, 8));
      }
      harness.blocks(10, 12);
      freezes = List.copyOf(harness.freezes);
      state = harness.snapshot();
    }
    assertThat(freezes).hasSize(6);
    List<Verdict> verdicts = new ArrayList<>();
    int told = 0;
    for (int subtask = 0; subtask < 2; subtask++) {
      try (ValidateHarness half = ValidateHarness.half(new FakeChallenger(), state, subtask)) {
        half.blocks(11, 14);
        EpochMarker marker = half.markers.get(0);
        assertThat(half.notices.get(0)).isEqualTo(marker);
        assertThat(marker).isEqualTo(new EpochMarker(1, subtask, 2, marker.miners()));
        half.awaitVerdicts(marker.miners());
        told += marker.miners();
        assertThat(half.freezes).isEmpty();
        half.blocks(15, 24);
        half.awaitVerdicts(2 * marker.miners());
        assertThat(half.markers).hasSize(2);
        verdicts.addAll(half.verdicts.subList(0, marker.miners()));
      }
    }
    assertThat(told).isEqualTo(6);
    for (int miner = 1; miner <= 6; miner++) {
      Verdict verdict = of(Committed.signer(miner), verdicts);
      assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
      FrozenFile file = Committed.frozen(Committed.signer(miner), miner, 8);
      assertReplays(verdict, freezes, CarriedOver.NONE, file);
    }
  }

  @Test
  void aRestoreInTheMiddleOfChallengesEndsTheEpoch() throws Exception {
    OperatorSubtaskState state;
    CountDownLatch gate = challenger.close(1);
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      harness.file(Committed.file(Committed.ANN, 1, 100));
      harness.blocks(10, 14);
      assertThat(harness.verdicts).isEmpty();
      state = harness.snapshot();
      gate.countDown();
    }
    FakeChallenger fresh = new FakeChallenger();
    try (ValidateHarness harness = ValidateHarness.restore(fresh, state)) {
      harness.awaitVerdicts(1);
      assertThat(harness.verdicts.get(0).outcome()).isEqualTo(Outcome.PASS);
      assertThat(fresh.asked.stream().map(ValidateMinersOperatorTest::draws))
          .containsAll(challenger.asked.stream().map(ValidateMinersOperatorTest::draws).toList());
      harness.blocks(15, 24);
      harness.awaitVerdicts(2);
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
      assertReplays(second, harness.freezes, carried, file);
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
      assertReplays(third, harness.freezes, carried, file);
    }
  }

  @Test
  void anEpochThatCannotBeFrozenInTimePassesBy() throws Exception {
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      harness.file(Committed.file(Committed.ANN, 1, 8));
      // The blocks are caught up with: the seed block is final already.
      harness.block(10, 14);
      for (long number = 11; number <= 19; number++) {
        harness.block(number, 19);
      }
      assertThat(harness.freezes).isEmpty();
      harness.blocks(20, 24);
      harness.awaitVerdicts(1);
      assertThat(harness.verdicts.get(0).subject().epoch()).isEqualTo(2);
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
  void oldFilesLeaveTheSet() throws Exception {
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      harness.file(Committed.file(Committed.ANN, 1, 8));
      harness.setTime(Committed.STAGED.plus(Duration.ofDays(31)));
      harness.blocks(10, 14);
      assertThat(harness.freezes).isEmpty();
    }
  }

  @Test
  void theChallengerIsToldWhatTheLogSays() throws Exception {
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      CommittedFile file = Committed.file(Committed.ANN, 1, 8);
      harness.file(file);
      harness.notice(revocation());
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

  @Test
  void freezesStateRevocationsThatCameBefore() throws Exception {
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      harness.file(Committed.file(Committed.ANN, 1, 8));
      RevocationNotice notice = revocation();
      harness.notice(notice);
      harness.blocks(10, 10);
      assertThat(harness.freezes.get(0).revocationsDigest())
          .isEqualTo(
              RevocationList.of(
                      List.of(
                          new RevocationList.Entry(
                              notice.digest(), Instant.ofEpochMilli(notice.fromMillis()))))
                  .digest());
    }
  }

  @Test
  void aListingPinsVersionsAndShowsWhatNobodySigned() throws Exception {
    FrozenFile file = Committed.frozen(Committed.ANN, 1, 8);
    String stray = "data/2/" + Committed.ANN.hotkey() + "/stray.bin";
    MinerListing listing =
        listing(
            List.of(
                new ListedObject(
                    file.key().path(), ObjectVersion.versionId("v7"), 9, Committed.STAGED),
                new ListedObject(stray, ObjectVersion.etag("e"), 9, Committed.STAGED),
                new ListedObject(
                    "data/2/young.bin",
                    ObjectVersion.etag("e"),
                    9,
                    Committed.STAGED.plus(Duration.ofMinutes(50)))));
    try (ValidateHarness harness = new ValidateHarness(challenger, Optional.of(listing), null)) {
      harness.file(Committed.file(Committed.ANN, 1, 8));
      harness.blocks(10, 10);
      harness.awaitFreezes(1);
      harness.blocks(11, 14);
      harness.awaitVerdicts(1);
      Verdict verdict = harness.verdicts.get(0);
      assertThat(verdict.files().get(0).version()).isEqualTo(ObjectVersion.versionId("v7"));
      assertThat(verdict.findings())
          .containsExactly(new VerdictFinding(VerdictReason.MANIFEST_MISSING, stray));
      assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    }
  }

  @Test
  void aListingThatBreaksOffIsNoEvidence() throws Exception {
    try (ValidateHarness harness =
        new ValidateHarness(challenger, Optional.of(listing(null)), null)) {
      harness.file(Committed.file(Committed.ANN, 1, 8));
      harness.blocks(10, 10);
      harness.awaitFreezes(1);
      harness.blocks(11, 14);
      harness.awaitVerdicts(1);
      Verdict verdict = harness.verdicts.get(0);
      assertThat(reasons(verdict)).containsExactly(VerdictReason.LISTING_INCOMPLETE);
      assertThat(verdict.outcome()).isEqualTo(Outcome.NO_EVIDENCE);
    }
  }

  private static String draws(ChallengeTask task) {
    return task.index() + " " + task.leaves() + " " + task.rows() + " " + task.scansIds();
  }

  private static RevocationNotice revocation() throws Exception {
    Revocation revocation =
        new Revocation(
            Committed.AUDIENCE,
            Committed.NETUID,
            Committed.ANN.hotkey(),
            Optional.empty(),
            Committed.STAGED);
    SignedRevocation signed = SignedRevocation.sign(revocation, Committed.ANN);
    return new RevocationNotice(signed.digest(), revocation, Committed.STAGED.toEpochMilli());
  }

  /** A listing that shows this, or breaks off for null. */
  private static MinerListing listing(List<ListedObject> objects) {
    return new MinerListing() {
      @Override
      public List<ListedObject> list(Hotkey miner) throws StoreException {
        if (objects == null) {
          throw new StoreException(StoreFailure.UNAVAILABLE, "page 2 got no answer");
        }
        return objects;
      }

      @Override
      public void close() {}
    };
  }

  private static List<VerdictReason> reasons(Verdict verdict) {
    return verdict.allFindings().map(VerdictFinding::reason).toList();
  }

  private static Verdict of(LocalSigner miner, List<Verdict> verdicts) {
    return verdicts.stream()
        .filter(verdict -> verdict.subject().hotkey().equals(miner.hotkey()))
        .findFirst()
        .orElseThrow();
  }

  private static void assertReplays(
      Verdict verdict, List<Freeze> freezes, CarriedOver carriedOver, FrozenFile... files) {
    long epoch = verdict.subject().epoch();
    Freeze freeze =
        freezes.stream()
            .filter(one -> one.epoch() == epoch)
            .filter(one -> one.hotkey().equals(verdict.subject().hotkey()))
            .findFirst()
            .orElseThrow();
    assertThat(freeze.freezeBlockHash())
        .isEqualTo(ValidateHarness.hash(epoch * ValidateHarness.EPOCH_BLOCKS));
    assertThat(
            VerdictReplay.differences(
                verdict,
                new VerdictReplay.Records(
                    freeze,
                    FrozenSet.of(verdict.subject().hotkey(), List.of(files)),
                    RevocationList.EMPTY,
                    carriedOver,
                    ValidateHarness.hash(
                        epoch * ValidateHarness.EPOCH_BLOCKS + ValidateHarness.DELAY_BLOCKS),
                    ValidateHarness.SETTINGS.draws(),
                    ValidateHarness.SETTINGS.rules())))
        .isEmpty();
  }
}
