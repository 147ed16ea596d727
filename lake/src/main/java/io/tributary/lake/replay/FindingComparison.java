package io.tributary.lake.replay;

import io.tributary.lake.check.MinerContent;
import io.tributary.lake.verdict.ContentCounts;
import io.tributary.lake.verdict.FileVerdict;
import io.tributary.lake.verdict.Outcome;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Findings of a verdict beside those of a second reading, by their reasons. What either of both
 * readers could not see is not compared: it is testimony of its time. Pure functions.
 */
final class FindingComparison {

  /** What the judge adds to what was read. */
  private static final VerdictReason BY_EPOCHS = VerdictReason.NO_EVIDENCE_TOO_LONG;

  /** What the rows of one miner's drawn files say together. */
  private static final Set<VerdictReason> OF_CONTENT =
      EnumSet.of(
          VerdictReason.DUPLICATE_ACROSS_FILES,
          VerdictReason.FEW_DISTINCT_IDS,
          VerdictReason.FIELDS_MISSING,
          VerdictReason.CONTENT_BLANK);

  private FindingComparison() {}

  /** A file, then and now. */
  static ReplayCheck ofFile(FileVerdict stated, List<VerdictFinding> now, boolean keepsVersions) {
    String what = "file " + stated.key();
    Set<VerdictReason> before = deciding(stated.findings());
    Set<VerdictReason> after = deciding(now);
    if (after.isEmpty() && !now.isEmpty()) {
      return ReplayCheck.notChecked(what, "it cannot be read now: " + now.get(0));
    }
    if (before.isEmpty() && !stated.findings().isEmpty()) {
      return ReplayCheck.notChecked(
          what,
          "the verdict has no evidence ("
              + stated.findings().get(0)
              + "); now "
              + (now.isEmpty() ? Outcome.PASS : now));
    }
    if (!keepsVersions && before.contains(VerdictReason.OBJECT_REPLACED)) {
      return ReplayCheck.notChecked(
          what, "the verdict says OBJECT_REPLACED; a folder keeps no versions");
    }
    return ReplayCheck.of(
        what,
        before.equals(after),
        after.isEmpty() ? "PASS" : "FAIL " + after,
        "the verdict says "
            + (before.isEmpty() ? "PASS" : "FAIL " + stated.findings())
            + ", the lake now "
            + (after.isEmpty() ? "PASS" : "FAIL " + now));
  }

  /** Whether both readers saw all that was drawn of a file. */
  static boolean isWhole(FileVerdict stated, List<VerdictFinding> now) {
    return sawAll(stated.findings()) && sawAll(now);
  }

  private static boolean sawAll(List<VerdictFinding> findings) {
    return findings.stream()
        .map(VerdictFinding::reason)
        .noneMatch(reason -> reason.outcome() == Outcome.NO_EVIDENCE || isOfCustody(reason));
  }

  private static boolean isOfCustody(VerdictReason reason) {
    return switch (reason) {
      case OBJECT_MISSING,
          OBJECT_REPLACED,
          OBJECT_SIZE,
          TAIL_ALTERED,
          LEAF_ALTERED,
          MANIFEST_INVALID,
          NO_EVIDENCE_TOO_LONG ->
          true;
      default -> false;
    };
  }

  /** What the miner's drawn rows say together. */
  static ReplayCheck ofContent(Verdict verdict, MinerContent content, boolean complete) {
    String what = "content of the miner";
    if (!complete) {
      return ReplayCheck.notChecked(what, "not every drawn file was seen whole, then and now");
    }
    Set<VerdictReason> before = among(verdict.findings());
    Set<VerdictReason> after = among(content.findings());
    ContentCounts stated = verdict.counts();
    ContentCounts now = content.counts();
    boolean same =
        before.equals(after)
            && stated.idRowsClaimed() == now.idRowsClaimed()
            && stated.idRowsPresent() == now.idRowsPresent();
    return ReplayCheck.of(
        what,
        same,
        told(after, now),
        "the verdict says " + told(before, stated) + ", the rows give " + told(after, now));
  }

  private static String told(Set<VerdictReason> reasons, ContentCounts counts) {
    return (reasons.isEmpty() ? "nothing wrong" : reasons.toString())
        + ", ids in "
        + counts.idRowsPresent()
        + " of "
        + counts.idRowsClaimed()
        + " scanned rows";
  }

  private static Set<VerdictReason> among(Collection<VerdictFinding> findings) {
    Set<VerdictReason> reasons = reasons(findings);
    reasons.retainAll(OF_CONTENT);
    return reasons;
  }

  private static Set<VerdictReason> deciding(Collection<VerdictFinding> findings) {
    Set<VerdictReason> reasons = reasons(findings);
    reasons.removeIf(reason -> reason.outcome() != Outcome.FAIL || reason == BY_EPOCHS);
    return reasons;
  }

  private static Set<VerdictReason> reasons(Collection<VerdictFinding> findings) {
    return findings.stream()
        .map(VerdictFinding::reason)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(VerdictReason.class)));
  }
}
