package io.tributary.jobs.validate;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.check.ItemSalt;
import io.tributary.lake.draw.Sample;
import io.tributary.lake.draw.Sampler;
import io.tributary.lake.draw.Seed;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.verdict.DrawBasis;
import io.tributary.lake.verdict.Judge;
import io.tributary.lake.verdict.VerdictSubject;
import io.tributary.schemas.Hotkey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What an epoch with a known seed block asks of a miner, and what its answers make of it.
 * Immutable.
 *
 * @param epoch the miner's open epoch
 * @param set as it was frozen
 * @param sample what was drawn of it
 * @param tasks one for each file that was drawn
 */
record MinerExam(MinerEpoch.Open epoch, FrozenSet set, Sample sample, List<ChallengeTask> tasks) {

  MinerExam {
    tasks = List.copyOf(tasks);
  }

  /**
   * Draws from the set of the miner that is the current key.
   *
   * @throws IllegalStateException if the set is not the one that was frozen
   */
  static MinerExam draw(
      ValidationSettings settings, Hotkey hotkey, MinerEpoch.Open epoch, CommittedSet files)
      throws Exception {
    FrozenSet set = files.frozen(hotkey);
    if (!set.merkleRoot().equals(epoch.freeze().merkleRoot())) {
      throw new IllegalStateException(
          "the set of "
              + hotkey
              + " is not the one that epoch "
              + epoch.freeze().epoch()
              + " froze");
    }
    Seed seed = Seed.of(epoch.freeze(), epoch.seedBlockHash().orElseThrow());
    Sample sample = new Sampler(settings.draws()).draw(seed, set, epoch.carriedOver());
    List<ChallengeTask> tasks = new ArrayList<>();
    for (DrawnFile drawn : DrawnFile.of(set, sample)) {
      FrozenFile file = drawn.file();
      tasks.add(
          drawn.task(
              new ChallengeTask.Statement(
                  settings.audience(),
                  settings.netuid(),
                  Octets.of(files.manifest(file)),
                  Instant.ofEpochMilli(files.file(file).appendedAtMillis()),
                  epoch.revocations())));
    }
    return new MinerExam(epoch, set, sample, tasks);
  }

  /** Which items the epoch looks at. */
  ItemSalt salt() {
    return ItemSalt.of(seedBlock());
  }

  /** The verdict that the evidence makes, not yet compared with other miners'. */
  JudgedMiner judge(ValidationSettings settings, Hotkey validator, MinerEvidence found) {
    return new JudgedMiner(
        new Judge(settings.rules(), settings.thresholds())
            .judge(
                VerdictSubject.of(epoch.freeze(), validator),
                DrawBasis.of(epoch.freeze(), seedBlock(), settings.draws()),
                set,
                sample,
                epoch.carriedOver(),
                found.evidence()),
        found.items());
  }

  private BlockHash seedBlock() {
    return epoch.seedBlockHash().orElseThrow();
  }
}
