package io.tributary.benchmarks.challenge;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.jobs.validate.DrawnFile;
import io.tributary.jobs.validate.MinerEvidence;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.check.ItemSalt;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.draw.Sample;
import io.tributary.lake.draw.Sampler;
import io.tributary.lake.draw.Seed;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.EpochSchedule;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.RevocationList;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.lake.verdict.DrawBasis;
import io.tributary.lake.verdict.Judge;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictRules;
import io.tributary.lake.verdict.VerdictSubject;
import io.tributary.schemas.Hotkey;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * One epoch of one miner, by the classes and with the defaults of the job: frozen, drawn, asked,
 * judged. Immutable.
 *
 * @param set as it was frozen
 * @param freeze what is stated of it
 * @param carriedOver what the epoch before left undecided
 * @param seedBlock seeds the draw
 * @param sample what was drawn
 */
public record Examination(
    FrozenSet set, Freeze freeze, CarriedOver carriedOver, BlockHash seedBlock, Sample sample) {

  private static final EpochSchedule SCHEDULE = new EpochSchedule(360, 30);

  /** When and by whom. */
  public record Occasion(long epoch, BlockHash seedBlock, Hotkey validator) {}

  /** Freezes and draws. */
  public static Examination of(
      Hotkey miner, List<FrozenFile> files, CarriedOver undecided, Occasion occasion) {
    FrozenSet set = FrozenSet.of(miner, files);
    CarriedOver carriedOver = undecided.in(set);
    Freeze freeze =
        Freeze.of(
            new Freeze.Occasion(
                MinerFile.AUDIENCE,
                MinerFile.NETUID,
                SCHEDULE,
                occasion.epoch(),
                block(-occasion.epoch()),
                occasion.validator()),
            set,
            RevocationList.EMPTY,
            carriedOver);
    return new Examination(
        set,
        freeze,
        carriedOver,
        occasion.seedBlock(),
        draw(freeze, set, carriedOver, occasion.seedBlock()));
  }

  private static Sample draw(
      Freeze freeze, FrozenSet set, CarriedOver carriedOver, BlockHash seedBlock) {
    return new Sampler(DrawOptions.DEFAULTS).draw(Seed.of(freeze, seedBlock), set, carriedOver);
  }

  /** What another seed block would draw. */
  Sample sampleOf(BlockHash otherSeed) {
    return draw(freeze, set, carriedOver, otherSeed);
  }

  /** The hash of a block that a number stands for. */
  public static BlockHash block(long number) {
    return new BlockHash(
        "0x" + HexFormat.of().formatHex(ByteBuffer.allocate(32).putLong(number).array()));
  }

  /** Which items the epoch looks at. */
  public ItemSalt salt() {
    return ItemSalt.of(seedBlock);
  }

  /** Everything that was drawn, by file. */
  public List<ChallengeTask> tasks(Function<FrozenFile, ChallengeTask.Statement> log) {
    return DrawnFile.of(set, sample).stream()
        .map(drawn -> drawn.task(log.apply(drawn.file())))
        .toList();
  }

  /** The verdict that the evidence makes. */
  public Verdict judge(MinerEvidence found) {
    return new Judge(VerdictRules.DEFAULTS, Thresholds.DEFAULTS)
        .judge(
            VerdictSubject.of(freeze, freeze.validator()),
            DrawBasis.of(freeze, seedBlock, DrawOptions.DEFAULTS),
            set,
            sample,
            carriedOver,
            found.evidence());
  }
}
