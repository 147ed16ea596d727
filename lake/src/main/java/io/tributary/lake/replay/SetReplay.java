package io.tributary.lake.replay;

import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.epoch.RevocationList;
import io.tributary.lake.replay.PublicRecords.PublishedFreeze;
import io.tributary.lake.replay.PublicRecords.PublishedRevocation;
import io.tributary.lake.set.SetRebuild;
import io.tributary.lake.verdict.FileVerdict;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.ObjectKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what a freeze states of its inputs with the records. Pure functions. */
final class SetReplay {

  private static final String SET = "frozen set";
  private static final String UNFROZEN = "files that cannot be frozen";

  /** What the log alone can say is wrong with a set. */
  private static final Set<VerdictReason> FROM_THE_LOG =
      EnumSet.of(VerdictReason.CLAIMS_IMPOSSIBLE, VerdictReason.MANIFEST_INVALID);

  private SetReplay() {}

  /** The set that the records give, if it is the one that was frozen as far as can be seen. */
  static Optional<FrozenSet> set(
      Verdict verdict,
      PublishedFreeze published,
      Optional<SetRebuild> log,
      List<ReplayCheck> checks) {
    Freeze freeze = published.freeze();
    if (log.isEmpty()) {
      checks.add(
          ReplayCheck.notChecked(SET, "the freeze does not say from which messages it follows"));
      return Optional.empty();
    }
    SetRebuild.Rebuilt rebuilt;
    try {
      rebuilt = log.get().build();
    } catch (IllegalArgumentException e) {
      checks.add(ReplayCheck.differs(SET, e.getMessage()));
      return Optional.empty();
    }
    Map<ObjectKey, ObjectVersion> fromVerdict = new HashMap<>();
    verdict.files().forEach(file -> fromVerdict.put(file.key(), file.version()));
    List<ObjectKey> unknown = new ArrayList<>(rebuilt.withoutVersion());
    unknown.removeIf(fromVerdict::containsKey);
    FrozenSet set =
        rebuilt.withoutVersion().isEmpty() ? rebuilt.set() : filled(rebuilt, fromVerdict);
    ReplayCheck check = compare(freeze, set, rebuilt.withoutVersion(), unknown);
    long leftOut = log.get().leftOut(published.appendedAt());
    checks.add(
        leftOut == 0
            ? check
            : new ReplayCheck(
                SET,
                check.result(),
                check.detail()
                    + "; without "
                    + leftOut
                    + " later messages of the miner from before the freeze"));
    checks.add(unfrozen(verdict, rebuilt.problems()));
    return check.result() == ReplayCheck.Result.DIFFERS ? Optional.empty() : Optional.of(set);
  }

  private static ReplayCheck compare(
      Freeze freeze, FrozenSet set, List<ObjectKey> unstated, List<ObjectKey> unknown) {
    if (set.size() != freeze.files()
        || set.rows() != freeze.rows()
        || set.leaves() != freeze.leaves()
        || set.sizeBytes() != freeze.sizeBytes()) {
      return ReplayCheck.differs(
          SET,
          "committed-files before offset %d gives %d files, %d rows, %d leaves, %d bytes; frozen were %d, %d, %d, %d"
              .formatted(
                  freeze.basis().orElseThrow().position(),
                  set.size(),
                  set.rows(),
                  set.leaves(),
                  set.sizeBytes(),
                  freeze.files(),
                  freeze.rows(),
                  freeze.leaves(),
                  freeze.sizeBytes()));
    }
    if (!unstated.isEmpty() && freeze.basis().orElseThrow().unstated() == 0) {
      return ReplayCheck.differs(
          SET,
          "no freeze states the version of %d files, the first is %s"
              .formatted(unstated.size(), unstated.get(0)));
    }
    if (!unknown.isEmpty()) {
      return ReplayCheck.notChecked(
          SET,
          "%d files and %d rows, as the log gives; versions of %d files are not stated yet, so that the root cannot be computed"
              .formatted(set.size(), set.rows(), unknown.size()));
    }
    return ReplayCheck.of(
        SET,
        set.merkleRoot().equals(freeze.merkleRoot()),
        set.size() + " files, " + set.rows() + " rows, root " + set.merkleRoot().hex(),
        "the records give the root "
            + set.merkleRoot().hex()
            + ", frozen was "
            + freeze.merkleRoot().hex());
  }

  /** Files whose version no freeze states have the one that the verdict states, if it drew them. */
  private static FrozenSet filled(
      SetRebuild.Rebuilt rebuilt, Map<ObjectKey, ObjectVersion> fromVerdict) {
    Set<ObjectKey> without = Set.copyOf(rebuilt.withoutVersion());
    List<FrozenFile> files = new ArrayList<>();
    for (FrozenFile file : rebuilt.set().files()) {
      ObjectVersion version = without.contains(file.key()) ? fromVerdict.get(file.key()) : null;
      files.add(version == null ? file : file.with(version));
    }
    return FrozenSet.of(rebuilt.set().hotkey(), files);
  }

  private static ReplayCheck unfrozen(Verdict verdict, List<VerdictFinding> problems) {
    Set<VerdictReason> stated = fromTheLog(verdict.findings());
    Set<VerdictReason> found = fromTheLog(problems);
    return ReplayCheck.of(
        UNFROZEN,
        stated.equals(found),
        problems.isEmpty() ? "none" : problems.size() + " files: " + found,
        "the verdict says " + stated + ", the log gives " + found);
  }

  private static Set<VerdictReason> fromTheLog(List<VerdictFinding> findings) {
    return findings.stream()
        .map(VerdictFinding::reason)
        .filter(FROM_THE_LOG::contains)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(VerdictReason.class)));
  }

  /** The revocations that the freeze states: the first of the topic. */
  static List<PublishedRevocation> revocations(
      Freeze freeze, List<PublishedRevocation> published, List<ReplayCheck> checks) {
    String what = "revocations";
    if (published.size() < freeze.revocations()) {
      checks.add(
          ReplayCheck.differs(
              what,
              "the topic holds "
                  + published.size()
                  + " of the miner, the freeze states "
                  + freeze.revocations()));
      return published;
    }
    List<PublishedRevocation> known = published.subList(0, (int) freeze.revocations());
    RevocationList list =
        RevocationList.of(
            known.stream()
                .map(one -> new RevocationList.Entry(one.digest(), one.appendedAt()))
                .toList());
    checks.add(
        ReplayCheck.of(
            what,
            list.digest().equals(freeze.revocationsDigest()),
            known.size() + " of the miner",
            "the first "
                + known.size()
                + " on the topic have the digest "
                + list.digest().hex()
                + ", stated was "
                + freeze.revocationsDigest().hex()));
    return known;
  }

  /** The files that the last verdict left undecided and the set still holds. */
  static CarriedOver carriedOver(
      Freeze freeze, FrozenSet set, Optional<Verdict> before, List<ReplayCheck> checks) {
    CarriedOver carried = before.map(Verdict::carriedOver).orElse(CarriedOver.NONE).in(set);
    String from =
        before.map(one -> " from epoch " + one.subject().epoch()).orElse(", no earlier verdict");
    checks.add(
        ReplayCheck.of(
            "files carried over",
            carried.files().size() == freeze.carriedOver()
                && carried.digest().equals(freeze.carriedOverDigest()),
            carried.files().size() + from,
            "earlier verdicts leave "
                + carried.files().size()
                + from
                + ", the freeze states "
                + freeze.carriedOver()
                + (carried.files().size() == freeze.carriedOver() ? " others" : "")));
    return carried;
  }

  /** How many of a verdict's draws there are. */
  static String drawn(Verdict verdict) {
    long leaves = 0;
    long rows = 0;
    for (FileVerdict file : verdict.files()) {
      leaves += file.leaves().size();
      rows += file.rowDraws().size();
    }
    return leaves + " leaves and " + rows + " rows in " + verdict.files().size() + " files";
  }
}
