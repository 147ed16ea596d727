package io.tributary.lake.challenge;

import io.tributary.lake.proof.UnsoundFileException;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import java.util.List;

/** Ends a part of a challenge with what was found. Never leaves this package. */
final class Stopped extends Exception {

  private static final long serialVersionUID = 1L;

  private static final int MOST_FINDINGS = 8;

  private final transient List<VerdictFinding> findings;

  private Stopped(List<VerdictFinding> findings, Throwable cause) {
    super(findings.toString(), cause);
    this.findings = findings;
  }

  static Stopped with(VerdictReason reason, String detail) {
    return new Stopped(List.of(VerdictFinding.of(reason, detail)), null);
  }

  static Stopped with(VerdictReason reason, Exception cause) {
    String detail = String.valueOf(cause.getMessage());
    return new Stopped(List.of(VerdictFinding.of(reason, detail)), cause);
  }

  /** What a proof found, by its party; of many the first. */
  static Stopped with(UnsoundFileException cause) {
    return new Stopped(
        cause.findings().stream()
            .limit(MOST_FINDINGS)
            .map(finding -> VerdictFinding.of(VerdictReason.of(finding.code()), finding.toString()))
            .toList(),
        cause);
  }

  List<VerdictFinding> findings() {
    return findings;
  }
}
