package io.tributary.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.verdict.Outcome;
import io.tributary.lake.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Open epochs survive restores, also on other numbers of subtasks. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ValidateMinersRestoreTest {

  private final FakeChallenger challenger = new FakeChallenger();

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
        Replays.assertReplays(
            harness.verdicts.get(0),
            List.of(freeze),
            CarriedOver.NONE,
            Committed.frozen(Committed.ANN, 1, 100));
        List<String> drawn = fresh.asked.stream().map(ValidateMinersRestoreTest::draws).toList();
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
      Verdict verdict = Replays.of(Committed.signer(miner), verdicts);
      assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
      FrozenFile file = Committed.frozen(Committed.signer(miner), miner, 8);
      Replays.assertReplays(verdict, freezes, CarriedOver.NONE, file);
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
      assertThat(fresh.asked.stream().map(ValidateMinersRestoreTest::draws))
          .containsAll(challenger.asked.stream().map(ValidateMinersRestoreTest::draws).toList());
      harness.blocks(15, 24);
      harness.awaitVerdicts(2);
    }
  }

  @Test
  void aRestoreFreezesNothingBeforeTheChainTellsThatItIsNotTooLate() throws Exception {
    OperatorSubtaskState state;
    CountDownLatch gate = challenger.close(1);
    try (ValidateHarness harness = ValidateHarness.open(challenger)) {
      harness.file(Committed.file(Committed.ANN, 1, 100));
      // The last epoch is still open when the next one's freeze block comes.
      harness.blocks(10, 20);
      assertThat(harness.freezes).hasSize(1);
      state = harness.snapshot();
      gate.countDown();
    }
    try (ValidateHarness late = ValidateHarness.restore(new FakeChallenger(), state)) {
      late.awaitVerdicts(1);
      late.mails();
      assertThat(late.freezes).isEmpty();
      // The seed block is 24.
      late.block(21, 26);
      assertThat(late.freezes).isEmpty();
    }
    try (ValidateHarness early = ValidateHarness.restore(new FakeChallenger(), state)) {
      early.awaitVerdicts(1);
      early.block(21, 21);
      assertThat(early.freezes).hasSize(1);
      assertThat(early.freezes.get(0).epoch()).isEqualTo(2);
    }
  }

  private static String draws(ChallengeTask task) {
    return task.index() + " " + task.leaves() + " " + task.rows() + " " + task.scansIds();
  }
}
