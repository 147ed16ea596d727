package io.tributary.lake.verdict;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.draw.Sample;
import io.tributary.lake.draw.Sampler;
import io.tributary.lake.draw.Seed;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.RevocationList;
import io.tributary.lake.threshold.Thresholds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows a verdict from public records and says where it differs: freeze, seed, draws, and what
 * the results make of files and miner. Results themselves are replayed by reading the files again.
 * Pure; thread-safe.
 */
public final class VerdictReplay {

  /** So many files of a kind are named; the rest is counted. */
  private static final int NAMED = 8;

  private VerdictReplay() {}

  /**
   * What was public when the verdict was made.
   *
   * @param freeze what the validator published of the miner for the epoch
   * @param set the frozen set, put together anew
   * @param revocations the miner's, up to the freeze
   * @param carriedOver what the last verdict before the freeze left undecided
   * @param seedBlockHash hash of the epoch's seed block, from the chain
   * @param options how much the deployment draws
   * @param rules when missing evidence counts in the deployment
   * @param thresholds by which the deployment judges
   */
  public record Records(
      Freeze freeze,
      FrozenSet set,
      RevocationList revocations,
      CarriedOver carriedOver,
      BlockHash seedBlockHash,
      DrawOptions options,
      VerdictRules rules,
      Thresholds thresholds) {}

  /** For people: where the verdict is not what the records give; empty if it is. */
  public static List<String> differences(Verdict verdict, Records records) {
    List<String> differences = new ArrayList<>();
    Freeze freeze = records.freeze();
    Freeze again = refreeze(records);
    if (!again.equals(freeze)) {
      differences.add(
          "freeze: the records give the frozen digest "
              + again.frozenDigest().hex()
              + ", published was "
              + freeze.frozenDigest().hex());
    }
    if (!verdict.subject().equals(VerdictSubject.of(freeze, verdict.subject().validator()))) {
      differences.add("subject: the verdict is of another miner, epoch or deployment");
    }
    if (!verdict.basis().options().equals(records.options())
        || !verdict.rules().equals(records.rules())) {
      differences.add("options: the deployment draws or counts by others");
    }
    verdict
        .thresholds()
        .differencesFrom(records.thresholds(), "deployment")
        .forEach(one -> differences.add("thresholds: " + one));
    BlockHash seed = records.seedBlockHash();
    DrawBasis basis = DrawBasis.of(freeze, seed, verdict.basis().options());
    if (!verdict.basis().equals(basis)) {
      differences.add("basis: another frozen digest, seed block or size of the set");
    }
    if (again.frozenDigest().equals(freeze.frozenDigest())) {
      differences.addAll(draws(verdict, freeze, records.set(), records.carriedOver(), seed));
    }
    return differences;
  }

  /** What a freeze and a block draw of a set, by the options that the verdict states. */
  public static Sample sample(
      Verdict verdict, Freeze freeze, FrozenSet set, CarriedOver carriedOver, BlockHash seedBlock) {
    return new Sampler(verdict.basis().options())
        .draw(Seed.of(freeze, seedBlock), set, carriedOver.in(set));
  }

  /**
   * For people: where draws, and what the verdict's own findings make of files, are not what the
   * set gives; empty if they are.
   *
   * @param freeze what was published, by whose frozen digest everything is drawn
   * @param set the frozen set
   * @param carried what the last verdict before the freeze left undecided
   * @param seedBlock hash of the epoch's seed block
   */
  public static List<String> draws(
      Verdict verdict, Freeze freeze, FrozenSet set, CarriedOver carried, BlockHash seedBlock) {
    CarriedOver carriedOver = carried.in(set);
    Sample sample = sample(verdict, freeze, set, carriedOver, seedBlock);
    Set<String> drawn = new HashSet<>();
    for (int file : sample.files()) {
      drawn.add(set.file(file).key().path());
    }
    Set<String> judged = new HashSet<>();
    verdict.files().forEach(file -> judged.add(file.key().path()));
    if (!judged.equals(drawn)) {
      List<String> differences = new ArrayList<>();
      differences.addAll(named("drawn, but not in the verdict: ", drawn, judged));
      differences.addAll(named("in the verdict, but not drawn: ", judged, drawn));
      return differences;
    }
    Verdict again =
        new Judge(verdict.rules(), verdict.thresholds())
            .judge(
                verdict.subject(),
                verdict.basis(),
                set,
                sample,
                carriedOver,
                evidence(verdict, set));
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < verdict.files().size(); i++) {
      FileVerdict file = verdict.files().get(i);
      if (!file.equals(again.files().get(i))) {
        differences.add("file: " + named(file, again.files().get(i)) + " of " + file.key());
      }
    }
    return differences;
  }

  /** In what a file's verdict differs. */
  private static String named(FileVerdict stated, FileVerdict again) {
    List<String> parts = new ArrayList<>();
    if (!stated.version().equals(again.version())) {
      parts.add("version");
    }
    if (stated.rows() != again.rows()) {
      parts.add("size");
    }
    if (!stated.leaves().equals(again.leaves())) {
      parts.add("leaves drawn");
    }
    if (!stated.rowDraws().equals(again.rowDraws())) {
      parts.add("rows drawn");
    }
    if (stated.idScanned() != again.idScanned()) {
      parts.add("id scan");
    }
    if (!stated.findings().equals(again.findings())) {
      parts.add("findings");
    }
    if (stated.undecidedEpochs() != again.undecidedEpochs()) {
      parts.add("undecided epochs");
    }
    return String.join(", ", parts);
  }

  private static Evidence evidence(Verdict verdict, FrozenSet set) {
    List<FileResult> results = new ArrayList<>();
    for (FileVerdict file : verdict.files()) {
      // What the judge adds is not among the results.
      List<VerdictFinding> found =
          file.findings().stream()
              .filter(finding -> finding.reason() != VerdictReason.NO_EVIDENCE_TOO_LONG)
              .toList();
      int index = set.indexOf(file.key()).orElseThrow();
      results.add(new FileResult(index, found, file.bytesRead(), file.requests()));
    }
    return new Evidence(verdict.canaryReadable(), verdict.findings(), results, verdict.counts());
  }

  private static Freeze refreeze(Records records) {
    Freeze freeze = records.freeze();
    Freeze again = refreeze(freeze, records);
    return freeze.basis().map(again::with).orElse(again);
  }

  private static Freeze refreeze(Freeze freeze, Records records) {
    return Freeze.of(
        new Freeze.Occasion(
            freeze.audience(),
            freeze.netuid(),
            freeze.schedule(),
            freeze.epoch(),
            freeze.freezeBlockHash(),
            freeze.validator()),
        records.set(),
        records.revocations(),
        records.carriedOver());
  }

  private static List<String> named(String what, Set<String> keys, Set<String> without) {
    String[] rest = keys.stream().filter(key -> !without.contains(key)).toArray(String[]::new);
    Arrays.sort(rest);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Math.min(NAMED, rest.length); i++) {
      lines.add(what + rest[i]);
    }
    if (rest.length > NAMED) {
      lines.add(what + rest.length + " files in all");
    }
    return lines;
  }
}
