package io.tributary.lake.verdict;

import io.tributary.lake.draw.LeafCount;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.threshold.Thresholds;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What an epoch makes of a miner. Its outcome follows from the rest:
 *
 * <ol>
 *   <li>A failure that concerns the miner, of a file or of none, is {@link Outcome#FAIL}. Nothing
 *       else is: what concerns the lake never costs a miner.
 *   <li>Otherwise it is {@link Outcome#NO_EVIDENCE} if a finding that concerns no single file says
 *       so, if nothing was drawn, or if fewer of the counted leaves, or of the counted rows, were
 *       proven than the rules ask for. Draws of files that the lake lost or altered are left out of
 *       both sides of that share, but if none remain there is no evidence.
 *   <li>Otherwise it is {@link Outcome#PASS}.
 * </ol>
 *
 * <p>Immutable.
 *
 * @param subject of whom and whose
 * @param basis from what the draws follow
 * @param rules when missing evidence counts
 * @param statedThresholds by which the evidence was found. Verdicts of version 1 state none
 * @param canaryReadable whether a canary object was readable
 * @param counts rows counted for the score
 * @param findings what concerns no single file
 * @param files every file that was drawn, by object key
 */
public record Verdict(
    VerdictSubject subject,
    DrawBasis basis,
    VerdictRules rules,
    Optional<Thresholds> statedThresholds,
    boolean canaryReadable,
    ContentCounts counts,
    List<VerdictFinding> findings,
    List<FileVerdict> files) {

  /**
   * @throws IllegalArgumentException if a file is another miner's, or files do not ascend by key
   */
  public Verdict {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(basis, "basis");
    Objects.requireNonNull(rules, "rules");
    Objects.requireNonNull(statedThresholds, "statedThresholds");
    Objects.requireNonNull(counts, "counts");
    findings = List.copyOf(findings);
    files = List.copyOf(files);
    String before = "";
    for (FileVerdict file : files) {
      String key = file.key().path();
      if (!file.key().hotkey().equals(subject.hotkey()) || key.compareTo(before) <= 0) {
        throw new IllegalArgumentException(key + " is another miner's, or not in order");
      }
      before = key;
    }
    if (files.size() > basis.setFiles()) {
      throw new IllegalArgumentException(
          files.size() + " files drawn of a set of " + basis.setFiles());
    }
  }

  /** Pass, fail or no evidence. */
  public Outcome outcome() {
    if (allFindings().anyMatch(VerdictFinding::condemns)) {
      return Outcome.FAIL;
    }
    boolean blind =
        findings.stream().anyMatch(finding -> finding.reason().outcome() == Outcome.NO_EVIDENCE);
    boolean enough = isProven(file -> file.leaves().size()) && isProven(FileVerdict::countedRows);
    return blind || !enough ? Outcome.NO_EVIDENCE : Outcome.PASS;
  }

  /** All findings, of files and of none. */
  public Stream<VerdictFinding> allFindings() {
    return Stream.concat(
        findings.stream(), files.stream().flatMap(file -> file.findings().stream()));
  }

  /**
   * The same with more findings that concern no single file. Files, and with them what is carried
   * over, stay as they are.
   */
  public Verdict withFindings(List<VerdictFinding> more) {
    List<VerdictFinding> all = new ArrayList<>(findings);
    all.addAll(more);
    return new Verdict(subject, basis, rules, statedThresholds, canaryReadable, counts, all, files);
  }

  /** By what it was judged: what it states, or the defaults if it states nothing. */
  public Thresholds thresholds() {
    return statedThresholds.orElse(Thresholds.DEFAULTS);
  }

  /**
   * Rows that earn: none of a miner that failed, else all of the set but those of files without
   * evidence, and but {@linkplain #lostRows() those that are lost}.
   */
  public long earningRows() {
    if (outcome() == Outcome.FAIL) {
      return 0;
    }
    long seen = Math.max(0, basis.setRows() - sum(Outcome.NO_EVIDENCE, FileVerdict::rows));
    return Math.max(0, seen - lostRows());
  }

  /**
   * Rows of the set that the lake does not hold as they were signed: at least those of the files in
   * which that was seen, and of the files that were not drawn the share that the uniform draws
   * tell. Whose fault it is cannot be told, and so it costs no standing; but what is not there
   * earns nothing, or digests that match no bytes would pay.
   */
  private long lostRows() {
    long lost = sum(Outcome.FAIL, FileVerdict::uniformRows);
    long seen = lost + sum(Outcome.PASS, FileVerdict::uniformRows);
    long rows = sum(Outcome.FAIL, FileVerdict::rows);
    if (seen == 0) {
      return rows;
    }
    BigInteger[] share =
        BigInteger.valueOf(basis.setRows())
            .multiply(BigInteger.valueOf(lost))
            .divideAndRemainder(BigInteger.valueOf(seen));
    return Math.max(rows, share[0].longValueExact() + share[1].signum());
  }

  /** Bytes read for all files. */
  public long bytesRead() {
    return files.stream().mapToLong(FileVerdict::bytesRead).sum();
  }

  /** Requests for all files. */
  public long requests() {
    return files.stream().mapToLong(FileVerdict::requests).sum();
  }

  /** What the next epoch must draw again. */
  public CarriedOver carriedOver() {
    return CarriedOver.of(
        files.stream()
            .filter(file -> file.outcome() == Outcome.NO_EVIDENCE)
            .map(file -> new CarriedOver.File(file.key(), file.undecidedEpochs()))
            .toList());
  }

  /** Whether enough draws of a kind are in files that were seen, out of all that could be. */
  private boolean isProven(ToLongFunction<FileVerdict> draws) {
    long proven = sum(Outcome.PASS, draws);
    long missing = sum(Outcome.NO_EVIDENCE, draws);
    BigInteger share = BigInteger.valueOf(proven).multiply(BigInteger.valueOf(LeafCount.MILLION));
    BigInteger asked =
        BigInteger.valueOf(proven + missing).multiply(BigInteger.valueOf(rules.leastEvidencePpm()));
    return proven > 0 && share.compareTo(asked) >= 0;
  }

  /** The sum, or the largest number if a hostile verdict claims more. */
  private long sum(Outcome outcome, ToLongFunction<FileVerdict> amount) {
    return files.stream()
        .filter(file -> file.outcome() == outcome)
        .mapToLong(amount)
        .reduce(0, (a, b) -> a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b);
  }
}
