package io.tributary.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.store.ListedObject;
import io.tributary.connectors.store.MinerListing;
import io.tributary.connectors.store.StoreException;
import io.tributary.connectors.store.StoreFailure;
import io.tributary.hotkey.chain.ChainException;
import io.tributary.hotkey.chain.ChainFault;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.epoch.RevocationList;
import io.tributary.lake.set.SetRebuild;
import io.tributary.lake.verdict.Outcome;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.Hotkey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is in a frozen set, and what is not. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ValidateMinersFreezeTest {

  private final FakeChallenger challenger = new FakeChallenger();

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
      Replays.assertReplays(
          Replays.of(Committed.ANN, second), harness.freezes, CarriedOver.NONE, two, three);
      assertThat(Replays.of(Committed.BOB, second).subject().epoch()).isEqualTo(2);
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
  void theChainItselfSaysWhetherASeedMayBeKnown() throws Exception {
    AtomicLong finalized = new AtomicLong(13);
    // An answer comes when the test waits for it, and not before.
    Semaphore answers = new Semaphore(0);
    ChainHead head =
        () -> {
          answers.acquireUninterruptibly();
          if (finalized.get() < 0) {
            throw new ChainException(ChainFault.UNREACHABLE, "no node answers");
          }
          return finalized.get();
        };
    try (ValidateHarness harness = ValidateHarness.open(challenger, head)) {
      harness.file(Committed.file(Committed.ANN, 1, 8));
      // The task has not seen more than the freeze block, but the chain is further.
      harness.blocks(10, 10);
      answers.release();
      harness.awaitMail();
      harness.blocks(11, 19);
      finalized.set(-1);
      harness.blocks(20, 20);
      answers.release();
      harness.awaitMail();
      assertThat(harness.freezes).isEmpty();
      harness.blocks(21, 29);
      finalized.set(32);
      harness.blocks(30, 30);
      answers.release();
      harness.awaitFreezes(1);
      assertThat(harness.freezes.get(0).epoch()).isEqualTo(3);
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
  void freezesStateRevocationsThatCameBefore() throws Exception {
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      harness.file(Committed.file(Committed.ANN, 1, 8));
      RevocationNotice notice = Committed.revocation();
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
}
