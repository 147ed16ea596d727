package io.tributary.jobs.validate;

import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Keeps findings few enough for a verdict, without losing that there is one of a kind. */
final class Findings {

  /** So many of a reason are told; the rest is counted. */
  static final int OF_A_REASON = 32;

  private Findings() {}

  /** The first of each reason, by reason, and how many more there are. */
  static List<VerdictFinding> bounded(List<VerdictFinding> all) {
    Map<VerdictReason, List<VerdictFinding>> byReason = new EnumMap<>(VerdictReason.class);
    for (VerdictFinding finding : all) {
      byReason.computeIfAbsent(finding.reason(), reason -> new ArrayList<>()).add(finding);
    }
    List<VerdictFinding> bounded = new ArrayList<>();
    byReason.forEach(
        (reason, findings) -> {
          bounded.addAll(findings.subList(0, Math.min(OF_A_REASON, findings.size())));
          int more = findings.size() - OF_A_REASON;
          if (more > 0) {
            bounded.add(new VerdictFinding(reason, more + " more"));
          }
        });
    return bounded;
  }
}
