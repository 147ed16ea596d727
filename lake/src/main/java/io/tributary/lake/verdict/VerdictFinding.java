package io.tributary.lake.verdict;

import java.util.Collection;
import java.util.Objects;

/**
 * One thing that was found. Immutable.
 *
 * @param reason what kind of thing
 * @param detail for people: where, what was found and what was expected; at most {@value
 *     #MOST_CHARACTERS} characters of printable ASCII
 */
public record VerdictFinding(VerdictReason reason, String detail) {

  /** Longest detail. */
  public static final int MOST_CHARACTERS = 256;

  /**
   * @throws IllegalArgumentException if the detail is too long or not printable
   */
  public VerdictFinding {
    Objects.requireNonNull(reason, "reason");
    if (detail.length() > MOST_CHARACTERS || !detail.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
      throw new IllegalArgumentException("a detail that is too long or not printable");
    }
  }

  /** A finding whose detail may hold foreign text: what cannot be shown becomes a question mark. */
  public static VerdictFinding of(VerdictReason reason, String detail) {
    String start = detail.substring(0, Math.min(detail.length(), MOST_CHARACTERS));
    return new VerdictFinding(reason, start.replaceAll("[^ -~]", "?"));
  }

  /** What findings make of a file: a failure wins over missing evidence. */
  static Outcome outcomeOf(Collection<VerdictFinding> findings) {
    Outcome outcome = Outcome.PASS;
    for (VerdictFinding finding : findings) {
      if (finding.reason().outcome() == Outcome.FAIL) {
        return Outcome.FAIL;
      }
      outcome = Outcome.NO_EVIDENCE;
    }
    return outcome;
  }

  /** Whether it costs the miner. */
  boolean condemns() {
    return reason.party() == Party.MINER && reason.outcome() == Outcome.FAIL;
  }

  @Override
  public String toString() {
    return reason + ": " + detail;
  }
}
