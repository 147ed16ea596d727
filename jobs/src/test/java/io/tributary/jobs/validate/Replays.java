package io.tributary.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.RevocationList;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictReplay;
import java.util.List;

/** Whether public records give a verdict. */
final class Replays {

  private Replays() {}

  /** The verdict of a miner. */
  static Verdict of(LocalSigner miner, List<Verdict> verdicts) {
    return verdicts.stream()
        .filter(verdict -> verdict.subject().hotkey().equals(miner.hotkey()))
        .findFirst()
        .orElseThrow();
  }

  /** Requires that they do, of these files. */
  static void assertReplays(
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
                    ValidateHarness.SETTINGS.rules(),
                    ValidateHarness.SETTINGS.thresholds())))
        .isEmpty();
  }
}
