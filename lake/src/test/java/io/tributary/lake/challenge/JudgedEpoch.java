package io.tributary.lake.challenge;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.lake.check.ItemSample;
import io.tributary.lake.check.MinerContent;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.draw.Sample;
import io.tributary.lake.draw.Sampler;
import io.tributary.lake.draw.Seed;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.EpochSchedule;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenFiles;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.RevocationList;
import io.tributary.lake.verdict.DrawBasis;
import io.tributary.lake.verdict.Evidence;
import io.tributary.lake.verdict.FileResult;
import io.tributary.lake.verdict.Judge;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictRules;
import io.tributary.lake.verdict.VerdictSubject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An epoch of one miner, as the job runs it: its files are frozen and drawn, what was drawn is
 * challenged, and what was found is judged.
 */
final class JudgedEpoch {

  private static final BlockHash SEED_BLOCK = new BlockHash("0x" + "5e".repeat(32));

  private final FakeStore store;
  private final List<SignedFile> files;
  private final ChallengeOptions options;
  private final FrozenSet set;

  /** What an epoch ends with. */
  record Judged(Verdict verdict, ItemSample items) {}

  JudgedEpoch(FakeStore store, ChallengeOptions options, SignedFile... files) {
    this.store = store;
    this.options = options;
    this.files = List.of(files);
    List<FrozenFile> frozen =
        Arrays.stream(files).map(file -> file.frozen(store.put(file))).toList();
    set = FrozenSet.of(SignedFile.MINER.hotkey(), frozen);
  }

  /** The verdict over these files, read from a store that answers. */
  static Verdict verdict(SignedFile... files) {
    return new JudgedEpoch(new FakeStore(), Challenges.OPTIONS, files)
        .judge(CarriedOver.NONE)
        .verdict();
  }

  /** Challenges what is drawn, and judges. */
  Judged judge(CarriedOver carried) {
    Freeze freeze =
        Freeze.of(
            new Freeze.Occasion(
                "demo",
                13,
                new EpochSchedule(300, 25),
                7,
                new BlockHash("0x" + "c0".repeat(32)),
                FrozenFiles.signer(9).hotkey()),
            set,
            RevocationList.EMPTY,
            carried);
    Sample sample =
        new Sampler(DrawOptions.DEFAULTS).draw(Seed.of(freeze, SEED_BLOCK), set, carried);
    MinerContent content = new MinerContent(options.thresholds().content(), Challenges.SALT);
    List<FileResult> results = new ArrayList<>();
    for (int index : sample.files()) {
      ChallengeTask task = ChallengeTask.of(set, sample, index, statement(index));
      ChallengeResult result = Challenges.of(store, options).run(task);
      results.add(result.file());
      content.add(result.tally(), result.items());
    }
    Verdict verdict =
        new Judge(VerdictRules.DEFAULTS, options.thresholds())
            .judge(
                VerdictSubject.of(freeze, FrozenFiles.signer(9).hotkey()),
                DrawBasis.of(freeze, SEED_BLOCK, DrawOptions.DEFAULTS),
                set,
                sample,
                carried,
                new Evidence(true, content.findings(), results, content.counts()));
    return new Judged(verdict, content.items());
  }

  private ChallengeTask.Statement statement(int index) {
    return files.stream()
        .filter(file -> file.key().equals(set.file(index).key()))
        .findFirst()
        .orElseThrow()
        .statement();
  }
}
