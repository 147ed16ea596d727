package io.tributary.lake.verdict;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.identity.LocalSigner;
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
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.threshold.ShareLimits;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.schemas.rules.RuleOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verdicts over a small set, of which every file is drawn. */
public final class Verdicts {

  public static final LocalSigner VALIDATOR = FrozenFiles.signer(9);
  static final Thresholds UNUSUAL =
      new Thresholds(
          new ContentOptions(
              new RuleOptions(Duration.ofDays(20), Duration.ofMillis(1), 1 << 21),
              Duration.ofDays(3),
              new ShareLimits(1, 2, 3, 4, 5, 6, 7, 1_000_000),
              51,
              4,
              6,
              1000),
          Duration.ofSeconds(7),
          Long.MAX_VALUE,
          Integer.MAX_VALUE);
  static final int FILES = 4;
  static final FrozenSet SET = set();

  private Verdicts() {}

  private static FrozenSet set() {
    List<FrozenFile> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      files.add(FrozenFiles.file(i, 500_000L * (i + 1), 1000));
    }
    return FrozenSet.of(FrozenFiles.MINER, files);
  }

  /** A verdict with findings of some files, by index. */
  static Verdict judge(Map<Integer, VerdictFinding> byFile, VerdictFinding... ofNone) {
    return judge(VerdictRules.DEFAULTS, CarriedOver.NONE, true, byFile, ofNone);
  }

  static Verdict judge(
      VerdictRules rules,
      CarriedOver carried,
      boolean canaryReadable,
      Map<Integer, VerdictFinding> byFile,
      VerdictFinding... ofNone) {
    List<FileResult> results = new ArrayList<>();
    for (int file : sample(carried).files()) {
      VerdictFinding finding = byFile.get(file);
      results.add(
          new FileResult(file, finding == null ? List.of() : List.of(finding), 1000 + file, 3));
    }
    Evidence evidence =
        new Evidence(
            canaryReadable, Arrays.asList(ofNone), results, new ContentCounts(1000, 998, 20, 19));
    return judge(rules, carried, evidence);
  }

  static Verdict judge(VerdictRules rules, CarriedOver carried, Evidence evidence) {
    Freeze freeze = freeze(carried);
    return new Judge(rules, Thresholds.DEFAULTS)
        .judge(
            VerdictSubject.of(freeze, VALIDATOR.hotkey()),
            DrawBasis.of(freeze, seedBlock(), DrawOptions.DEFAULTS),
            SET,
            sample(carried),
            carried,
            evidence);
  }

  static Sample sample(CarriedOver carried) {
    return new Sampler(DrawOptions.DEFAULTS)
        .draw(Seed.of(freeze(carried), seedBlock()), SET, carried);
  }

  /** A plain pass. */
  public static Verdict pass() {
    return judge(Map.of());
  }

  /** A failure that is the miner's. */
  public static Verdict fail() {
    return judge(Map.of(0, new VerdictFinding(VerdictReason.DUPLICATE_ROWS, "7 of 1000")));
  }

  /** Nothing could be listed. */
  public static Verdict noEvidence() {
    return judge(Map.of(), new VerdictFinding(VerdictReason.LISTING_INCOMPLETE, "page 3"));
  }

  /** One of four files could not be read, by rules that let the rest pass. */
  public static Verdict passWithout(int file) {
    return judge(
        new VerdictRules(3, 100_000),
        CarriedOver.NONE,
        true,
        Map.of(file, new VerdictFinding(VerdictReason.STORE_UNAVAILABLE, "503")));
  }

  /** The same as version 1 would have it. */
  static Verdict unstated(Verdict verdict) {
    return with(verdict, Optional.empty());
  }

  /** The same with no threshold at its default. */
  static Verdict unusual(Verdict verdict) {
    return with(verdict, Optional.of(UNUSUAL));
  }

  private static Verdict with(Verdict verdict, Optional<Thresholds> thresholds) {
    return new Verdict(
        verdict.subject(),
        verdict.basis(),
        verdict.rules(),
        thresholds,
        verdict.canaryReadable(),
        verdict.counts(),
        verdict.findings(),
        verdict.files());
  }

  /** What was public when a verdict over the set was made. */
  static VerdictReplay.Records records(CarriedOver carried, VerdictRules rules) {
    return new VerdictReplay.Records(
        freeze(carried),
        SET,
        RevocationList.EMPTY,
        carried,
        seedBlock(),
        DrawOptions.DEFAULTS,
        rules,
        Thresholds.DEFAULTS);
  }

  private static Freeze freeze(CarriedOver carried) {
    return Freeze.of(
        new Freeze.Occasion(
            "demo",
            13,
            new EpochSchedule(300, 25),
            7,
            new BlockHash("0x" + "c0".repeat(32)),
            VALIDATOR.hotkey()),
        SET,
        RevocationList.EMPTY,
        carried);
  }

  private static BlockHash seedBlock() {
    return new BlockHash("0x" + "5e".repeat(32));
  }
}
