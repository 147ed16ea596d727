package io.tributary.jobs.validate;

import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.schemas.Hotkey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Freezes the set of the miner that is the current key. Not thread-safe. */
final class MinerFreezer {

  private final ValidationSettings settings;
  private final Hotkey validator;
  private final CommittedSet files;
  private final MinerRevocations revocations;

  MinerFreezer(
      ValidationSettings settings,
      Hotkey validator,
      CommittedSet files,
      MinerRevocations revocations) {
    this.settings = settings;
    this.validator = validator;
    this.files = files;
    this.revocations = revocations;
  }

  /**
   * A set that was frozen.
   *
   * @param open what is open from now on
   * @param published what is stated of it
   */
  record Frozen(MinerEpoch.Open open, Freeze published) {}

  /**
   * Brings the set up to date and freezes it.
   *
   * @param beacon in whose last epoch that is
   * @param undecided what the miner's last verdict left so
   * @param listed what the store shows
   * @return empty if nothing is left to validate
   */
  Optional<Frozen> freeze(
      Hotkey hotkey, BeaconState beacon, CarriedOver undecided, ListedMiner listed, Instant now)
      throws Exception {
    CommittedSet.Frozen frozen = files.freeze(now.minus(settings.maxFileAge()), listed);
    List<VerdictFinding> findings = frozen.findings();
    FrozenSet set = files.frozen(hotkey);
    if (set.size() == 0 && findings.isEmpty()) {
      return Optional.empty();
    }
    CarriedOver carriedOver = undecided.in(set);
    Freeze freeze = Freeze.of(occasion(beacon), set, revocations.list(), carriedOver);
    // State keeps what the epoch needs; from which records it follows is for others.
    return Optional.of(
        new Frozen(
            new MinerEpoch.Open(
                freeze, carriedOver, revocations.known(), findings, Optional.empty()),
            frozen.basis().map(freeze::with).orElse(freeze)));
  }

  private Freeze.Occasion occasion(BeaconState beacon) {
    return new Freeze.Occasion(
        settings.audience(),
        settings.netuid(),
        settings.schedule(),
        beacon.epoch(),
        beacon.freezeBlockHash().orElseThrow(),
        validator);
  }
}
