package io.tributary.lake.replay;

import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.chain.BlockHash;
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
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.epoch.RevocationList;
import io.tributary.lake.epoch.VersionsToState;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.replay.PublicRecords.PublishedFreeze;
import io.tributary.lake.replay.PublicRecords.PublishedRevocation;
import io.tributary.lake.set.LoggedFiles;
import io.tributary.lake.set.SetMember;
import io.tributary.lake.set.SetRebuild;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.lake.verdict.ContentCounts;
import io.tributary.lake.verdict.DrawBasis;
import io.tributary.lake.verdict.Evidence;
import io.tributary.lake.verdict.FileResult;
import io.tributary.lake.verdict.Judge;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictRules;
import io.tributary.lake.verdict.VerdictSubject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A miner of five files, frozen and judged, with everything that was public of it. */
final class ReplayCase {

  static final Instant STAGED = FrozenFiles.SEALED;
  static final BlockHash FREEZE_BLOCK = new BlockHash("0x" + "f0".repeat(32));
  static final BlockHash SEED_BLOCK = new BlockHash("0x" + "5e".repeat(32));
  static final Instant APPENDED = STAGED.plusSeconds(100);

  final List<CommittedFile> log = new ArrayList<>();
  final List<PublishedRevocation> revocations = new ArrayList<>();
  Optional<Verdict> before = Optional.empty();
  Thresholds thresholds = Thresholds.DEFAULTS;
  boolean statesVersions = true;
  boolean hasBasis = true;
  DrawOptions options = new DrawOptions(990_000, 500_000, 10, 1, 1);

  ReplayCase() {
    for (int i = 0; i < 5; i++) {
      log.add(LoggedFiles.file(i, STAGED.plusSeconds(i)));
    }
  }

  FrozenSet set() {
    List<FrozenFile> files = new ArrayList<>();
    for (CommittedFile file : log) {
      files.add(frozen(file));
    }
    return FrozenSet.of(FrozenFiles.MINER, files);
  }

  private static FrozenFile frozen(CommittedFile file) {
    return SetMember.of(file, LoggedFiles.AUDIENCE, 13)
        .file()
        .orElseThrow()
        .with(ObjectVersion.etag(file.key().tailDigestPrefix()));
  }

  Freeze freeze() {
    FrozenSet set = set();
    Freeze bare =
        Freeze.of(
            new Freeze.Occasion(
                LoggedFiles.AUDIENCE,
                13,
                new EpochSchedule(10, 4),
                7,
                FREEZE_BLOCK,
                FrozenFiles.signer(9).hotkey()),
            set,
            RevocationList.of(
                revocations.stream()
                    .map(one -> new RevocationList.Entry(one.digest(), one.appendedAt()))
                    .toList()),
            carried());
    VersionsToState versions = new VersionsToState();
    if (statesVersions) {
      set.files().forEach(file -> versions.add(file.key(), file.version()));
    }
    return hasBasis ? bare.with(versions.basis(log.size(), STAGED)) : bare;
  }

  CarriedOver carried() {
    return before.map(Verdict::carriedOver).orElse(CarriedOver.NONE);
  }

  /** A verdict with these findings of every file, and of none. */
  Verdict verdict(List<VerdictFinding> ofFiles, List<VerdictFinding> ofNone) {
    Freeze freeze = freeze();
    FrozenSet set = set();
    Sample sample = new Sampler(options).draw(Seed.of(freeze, SEED_BLOCK), set, carried().in(set));
    List<FileResult> results = new ArrayList<>();
    for (int file : sample.files()) {
      results.add(new FileResult(file, ofFiles, 100, 2));
    }
    return new Judge(VerdictRules.DEFAULTS, thresholds)
        .judge(
            VerdictSubject.of(freeze, freeze.validator()),
            DrawBasis.of(freeze, SEED_BLOCK, options),
            set,
            sample,
            carried().in(set),
            new Evidence(true, ofNone, results, ContentCounts.NONE));
  }

  Verdict verdict() {
    return verdict(List.of(), List.of());
  }

  PublicRecords records() {
    return records(freeze());
  }

  PublicRecords records(Freeze freeze) {
    Optional<SetRebuild> rebuild = freeze.basis().map(basis -> new SetRebuild(List.of(freeze)));
    for (int i = 0; i < log.size(); i++) {
      int offset = i;
      rebuild.ifPresent(set -> set.take(offset, STAGED, log.get(offset)));
    }
    return new PublicRecords(
        Optional.of(new PublishedFreeze(freeze, APPENDED)), rebuild, revocations, before);
  }

  static ChainFacts chain() {
    return new ChainFacts(
        Optional.of(FREEZE_BLOCK), Optional.of(SEED_BLOCK), Optional.of(APPENDED.plusSeconds(9)));
  }

  static PublishedRevocation revocation(int second) {
    Revocation revocation =
        new Revocation(
            LoggedFiles.AUDIENCE,
            13,
            FrozenFiles.MINER,
            Optional.empty(),
            STAGED.plusSeconds(second));
    SignedRevocation signed = SignedRevocation.sign(revocation, FrozenFiles.signer(1));
    return new PublishedRevocation(signed.digest(), revocation, STAGED.plusSeconds(second));
  }
}
