package io.tributary.lake.verdict;

import io.tributary.lake.draw.LeafDraw;
import io.tributary.lake.draw.RowDraw;
import io.tributary.lake.draw.Sample;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.threshold.Thresholds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a verdict of draws and results: a function of both, so that whoever has them comes to the
 * same. Thread-safe.
 */
public final class Judge {

  private final VerdictRules rules;
  private final Thresholds thresholds;

  /**
   * A judge by these rules.
   *
   * @param thresholds by which all evidence is found that it will be shown
   */
  public Judge(VerdictRules rules, Thresholds thresholds) {
    this.rules = rules;
    this.thresholds = thresholds;
  }

  /**
   * Judges a miner.
   *
   * @param subject of whom and whose
   * @param basis from what the draws follow
   * @param set the frozen set
   * @param sample what was drawn of it
   * @param carriedOver what earlier epochs left undecided, as the freeze states it
   * @param evidence what was found, with exactly one result for each file that was drawn
   * @throws IllegalArgumentException if a drawn file has no result or two, or one has a result that
   *     was not drawn: no file is skipped silently
   */
  public Verdict judge(
      VerdictSubject subject,
      DrawBasis basis,
      FrozenSet set,
      Sample sample,
      CarriedOver carriedOver,
      Evidence evidence) {
    Map<Integer, FileResult> results = new HashMap<>();
    for (FileResult result : evidence.files()) {
      if (results.put(result.file(), result) != null) {
        throw new IllegalArgumentException("two results of file " + result.file());
      }
    }
    int[] drawn = sample.files();
    if (drawn.length != results.size()
        || Arrays.stream(drawn).anyMatch(file -> !results.containsKey(file))) {
      throw new IllegalArgumentException(
          results.size() + " results are not one for each of " + drawn.length + " files drawn");
    }
    Map<Integer, Integer> undecided = new HashMap<>();
    for (CarriedOver.File file : carriedOver.files()) {
      set.indexOf(file.key()).ifPresent(i -> undecided.put(i, file.undecidedEpochs()));
    }
    Draws draws = Draws.of(sample);
    List<FileVerdict> files = new ArrayList<>();
    for (int file : drawn) {
      files.add(
          fileVerdict(
              set.file(file),
              draws,
              results.get(file),
              undecided.getOrDefault(file, 0),
              evidence.canaryReadable()));
    }
    return new Verdict(
        subject,
        basis,
        rules,
        Optional.of(thresholds),
        evidence.canaryReadable(),
        evidence.counts(),
        evidence.findings(),
        files);
  }

  /**
   * @param before epochs without evidence up to now
   */
  private FileVerdict fileVerdict(
      FrozenFile file, Draws draws, FileResult result, int before, boolean canaryReadable) {
    List<VerdictFinding> findings = new ArrayList<>(result.findings());
    boolean counts =
        canaryReadable && findings.stream().anyMatch(finding -> finding.reason().isUnreadable());
    int epochs = Math.min(before + (counts ? 1 : 0), rules.undecidedLimit());
    if (VerdictFinding.outcomeOf(findings) == Outcome.NO_EVIDENCE
        && counts
        && epochs >= rules.undecidedLimit()) {
      findings.add(
          new VerdictFinding(
              VerdictReason.NO_EVIDENCE_TOO_LONG, epochs + " epochs with a readable canary"));
    }
    boolean isUndecided = VerdictFinding.outcomeOf(findings) == Outcome.NO_EVIDENCE;
    int index = result.file();
    return new FileVerdict(
        file.key(),
        file.version(),
        file.rows(),
        draws.leaves().getOrDefault(index, List.of()),
        draws.rows().getOrDefault(index, List.of()),
        draws.idScans().contains(index),
        isUndecided ? epochs : 0,
        result.bytesRead(),
        result.requests(),
        findings);
  }

  /** A sample by file. */
  private record Draws(
      Map<Integer, List<Long>> leaves,
      Map<Integer, List<FileVerdict.Draw>> rows,
      List<Integer> idScans) {

    static Draws of(Sample sample) {
      Map<Integer, List<Long>> leaves = new HashMap<>();
      for (LeafDraw draw : sample.leaves()) {
        leaves.computeIfAbsent(draw.file(), file -> new ArrayList<>()).add(draw.leaf());
      }
      Map<Integer, List<FileVerdict.Draw>> rows = new HashMap<>();
      for (RowDraw draw : sample.rows()) {
        rows.computeIfAbsent(draw.file(), file -> new ArrayList<>())
            .add(new FileVerdict.Draw(draw.kind(), draw.row()));
      }
      return new Draws(leaves, rows, sample.idScans());
    }
  }
}
