package io.tributary.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.threshold.ShareLimits;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.lake.verdict.Outcome;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareMinersFunctionTest {

  private static final LocalSigner CAT = Committed.signer(3);

  private final JudgedMiner ann = Judged.miner(Committed.ANN, 1, 1000, "x:1", "x:2", "x:3");
  private final JudgedMiner copy = Judged.miner(Committed.BOB, 1, 2000, "x:3", "x:2", "x:9");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void copiesAreFoundWhenAllMinersAreIn(boolean rocksDb) throws Exception {
    try (CompareHarness harness = new CompareHarness(rocksDb, null)) {
      harness.take(marker(1, 0, 2, 1), copy, ann);
      assertThat(harness.verdicts()).isEmpty();
      harness.take(marker(1, 1, 2, 1));
      List<Verdict> verdicts = harness.verdicts();
      assertThat(verdicts).hasSize(2);
      assertThat(of(Committed.ANN, verdicts)).isEqualTo(ann.verdict());
      Verdict bob = of(Committed.BOB, verdicts);
      assertThat(bob.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(bob.findings())
          .containsExactly(
              new VerdictFinding(
                  VerdictReason.DUPLICATE_ACROSS_MINERS,
                  "2 sampled rows repeat items of 1 miners, first of " + Committed.ANN.hotkey()));
      assertThat(bob.files()).isEqualTo(copy.verdict().files());
      assertThat(bob.carriedOver().digest()).isEqualTo(copy.verdict().carriedOver().digest());
    }
  }

  @Test
  void onlyMinersOfTheSameEpochAreCompared() throws Exception {
    try (CompareHarness harness = new CompareHarness(false, null)) {
      harness.take(marker(1, 0, 1, 1), ann);
      harness.take(marker(2, 0, 1, 1), Judged.miner(Committed.BOB, 2, 2000, "x:1", "x:2"));
      assertThat(harness.verdicts()).extracting(Verdict::outcome).containsOnly(Outcome.PASS);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsHeldSurvivesARestartAndComesOnce(boolean rocksDb) throws Exception {
    OperatorSubtaskState state;
    try (CompareHarness harness = new CompareHarness(rocksDb, null)) {
      harness.take(marker(1, 0, 1, 2), ann);
      state = harness.snapshot();
      assertThat(harness.verdicts()).isEmpty();
    }
    try (CompareHarness harness = new CompareHarness(rocksDb, state)) {
      harness.take(copy);
      List<Verdict> verdicts = harness.verdicts();
      assertThat(verdicts).hasSize(2);
      assertThat(of(Committed.BOB, verdicts).outcome()).isEqualTo(Outcome.FAIL);
      state = harness.snapshot();
    }
    try (CompareHarness harness = new CompareHarness(rocksDb, state)) {
      harness.take(marker(2, 0, 1, 1), Judged.miner(Committed.ANN, 2, 1000, "x:1"));
      assertThat(harness.verdicts()).hasSize(1);
    }
  }

  @Test
  void eachMinerIsComparedByWhatItsVerdictStates() throws Exception {
    Thresholds defaults = Thresholds.DEFAULTS;
    ContentOptions content = defaults.content();
    Thresholds lenient =
        defaults.with(
            new ContentOptions(
                content.records(),
                content.horizonSlack(),
                new ShareLimits(1, 1, 1_000_000, 1, 1, 1, 1, 1),
                content.leastBytesPerRow(),
                content.leastPackedBytesPerRow(),
                content.leastOracleRows(),
                content.sampledItems()));
    try (CompareHarness harness = new CompareHarness(false, null)) {
      harness.take(marker(1, 0, 1, 2), ann, Judged.by(lenient, copy));
      assertThat(harness.verdicts())
          .hasSize(2)
          .allMatch(verdict -> verdict.outcome() == Outcome.PASS);
    }
    // Held since verdicts stated none: it is published as it was, and compared by the defaults.
    try (CompareHarness harness = new CompareHarness(false, null)) {
      harness.take(marker(1, 0, 1, 2), ann, Judged.unstated(copy));
      Verdict verdict = of(Committed.BOB, harness.verdicts());
      assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
      assertThat(verdict.statedThresholds()).isEmpty();
    }
  }

  @Test
  void theNextEpochLetsGoWhatNobodyCanComplete() throws Exception {
    try (CompareHarness harness = new CompareHarness(false, null)) {
      // Subtasks of before and after a change of their number: nobody knows who is missing.
      harness.take(marker(1, 0, 2, 1), ann, marker(1, 1, 3, 1), marker(1, 2, 3, 0), copy);
      assertThat(harness.verdicts()).isEmpty();
      harness.take(marker(2, 0, 3, 0));
      assertThat(harness.verdicts()).hasSize(2);
    }
  }

  @Test
  void aVerdictOfTheNextEpochIsAsGoodAsItsMarker() throws Exception {
    try (CompareHarness harness = new CompareHarness(false, null)) {
      harness.take(marker(1, 0, 2, 2), ann);
      harness.take(Judged.miner(Committed.BOB, 2, 1, "x:7"));
      assertThat(harness.verdicts()).containsExactly(ann.verdict());
    }
  }

  @Test
  void epochsWithoutMinersEndNoOther() throws Exception {
    try (CompareHarness harness = new CompareHarness(false, null)) {
      // Blocks are caught up with, while the challenges of the first epoch go on.
      harness.take(marker(1, 0, 1, 2), marker(2, 0, 1, 0), marker(3, 0, 1, 0), copy);
      assertThat(harness.verdicts()).isEmpty();
      harness.take(ann);
      assertThat(harness.verdicts()).hasSize(2);
    }
  }

  @Test
  void ofManySybilsOnlyTheFirstPasses() throws Exception {
    int miners = 20;
    try (CompareHarness harness = new CompareHarness(false, null)) {
      harness.take(marker(1, 0, 1, miners + 1));
      for (int miner = 1; miner <= miners; miner++) {
        LocalSigner sybil = Committed.signer(miner + 20);
        harness.take(Judged.miner(sybil, 1, 5000 - miner, "x:1", "x:2", "x:" + (miner + 100)));
      }
      // One without items is compared with nobody.
      harness.take(Judged.miner(CAT, 1, 1));
      List<Verdict> verdicts = harness.verdicts();
      assertThat(verdicts).hasSize(miners + 1);
      assertThat(verdicts.stream().filter(verdict -> verdict.outcome() == Outcome.PASS))
          .containsExactlyInAnyOrder(
              of(CAT, verdicts), of(Committed.signer(miners + 20), verdicts));
    }
  }

  @Test
  void whoComesLateIsComparedWithThoseBefore() throws Exception {
    try (CompareHarness harness = new CompareHarness(false, null)) {
      harness.take(marker(1, 0, 1, 3), ann, marker(2, 0, 1, 1));
      assertThat(harness.verdicts()).containsExactly(ann.verdict());
      harness.take(copy);
      assertThat(harness.verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.FAIL);
      // Of whom came late, copies are found as well.
      harness.take(Judged.miner(CAT, 1, 3000, "x:9"));
      assertThat(harness.verdicts()).extracting(Verdict::outcome).containsExactly(Outcome.FAIL);
    }
  }

  @Test
  void whoComesWhenItsEpochIsForgottenIsJudgedAlone() throws Exception {
    try (CompareHarness harness = new CompareHarness(false, null)) {
      harness.take(marker(1, 0, 1, 2), ann);
      harness.take(marker(2, 0, 1, 1), Judged.miner(Committed.ANN, 2, 1000, "x:1"));
      assertThat(harness.verdicts()).hasSize(2);
      harness.take(copy);
      assertThat(harness.verdicts()).containsExactly(copy.verdict());
      harness.take(marker(1, 0, 1, 5));
      harness.take(marker(3, 0, 1, 1), Judged.miner(Committed.ANN, 3, 1000, "x:1"));
      assertThat(harness.verdicts()).hasSize(1);
    }
  }

  private static EpochMarker marker(long epoch, int subtask, int parallelism, int miners) {
    return new EpochMarker(epoch, subtask, parallelism, miners);
  }

  private static Verdict of(LocalSigner miner, List<Verdict> verdicts) {
    return verdicts.stream()
        .filter(verdict -> verdict.subject().hotkey().equals(miner.hotkey()))
        .findFirst()
        .orElseThrow();
  }
}
