package io.tributary.lake.verdict;

import io.tributary.lake.proof.FindingCode;

/**
 * Why a verdict is not a plain pass: the one vocabulary of stable codes of the validation, listed
 * in {@code docs/reasons.md}. They are added to, never renamed.
 */
public enum VerdictReason {
  CLAIMS_IMPOSSIBLE(Party.MINER, Outcome.FAIL, "The manifest claims what no file can have."),
  FILE_MALFORMED(Party.MINER, Outcome.FAIL, "The file as signed breaks a rule of the format."),
  DUPLICATE_ROWS(Party.MINER, Outcome.FAIL, "More rows of a file repeat an item than allowed."),
  DUPLICATE_ACROSS_FILES(Party.MINER, Outcome.FAIL, "Files of the miner repeat items."),
  DUPLICATE_ACROSS_MINERS(Party.MINER, Outcome.FAIL, "Rows repeat items of another miner."),
  FEW_DISTINCT_IDS(
      Party.MINER, Outcome.FAIL, "Too few of the sampled rows have an id of their own."),
  FIELDS_MISSING(Party.MINER, Outcome.FAIL, "More rows miss a field than allowed."),
  CONTENT_BLANK(Party.MINER, Outcome.FAIL, "More rows have blank content than allowed."),
  BYTES_PER_ROW(Party.MINER, Outcome.FAIL, "Rows hold fewer bytes than any honest ones."),
  ID_URL_MISMATCH(Party.MINER, Outcome.FAIL, "The id of a row is not the one in its address."),
  ID_TIME_MISMATCH(Party.MINER, Outcome.FAIL, "The time inside an X id is not the row's."),
  TIME_NOT_CUT(Party.MINER, Outcome.FAIL, "A time is not cut to the minute."),
  SCRAPE_TIME(
      Party.MINER, Outcome.FAIL, "A row was scraped before its creation or after its commit."),
  LIMIT_EXCEEDED(Party.MINER, Outcome.FAIL, "A label or text is longer than allowed."),
  BEYOND_HORIZON(Party.MINER, Outcome.FAIL, "A row was older than the horizon at its commit."),
  NOT_CONFIRMED(Party.MINER, Outcome.FAIL, "The oracle confirmed fewer rows than required."),
  NO_EVIDENCE_TOO_LONG(
      Party.MINER,
      Outcome.FAIL,
      "The file stayed unreadable for epochs while a canary was readable."),

  OBJECT_MISSING(Party.LAKE, Outcome.FAIL, "The store has no such object, or not its version."),
  OBJECT_REPLACED(Party.LAKE, Outcome.FAIL, "The current object is not the one that was frozen."),
  OBJECT_SIZE(Party.LAKE, Outcome.FAIL, "The object is not as long as its manifest states."),
  TAIL_ALTERED(Party.LAKE, Outcome.FAIL, "The tail is not the one that was signed."),
  LEAF_ALTERED(Party.LAKE, Outcome.FAIL, "A leaf is not the one that the file commits to."),
  MANIFEST_INVALID(
      Party.LAKE, Outcome.FAIL, "The manifest's signature or its grant does not hold."),
  MANIFEST_MISSING(Party.LAKE, Outcome.FAIL, "An object of the miner has no manifest."),

  LISTING_INCOMPLETE(
      Party.LAKE, Outcome.NO_EVIDENCE, "The miner's objects could not all be listed."),
  STORE_UNAVAILABLE(Party.LAKE, Outcome.NO_EVIDENCE, "The store did not answer, or broke off."),
  READ_REFUSED(Party.LAKE, Outcome.NO_EVIDENCE, "The store refused the read."),
  BUDGET_EXCEEDED(Party.LAKE, Outcome.NO_EVIDENCE, "Reading it would have cost more than allowed."),
  CHALLENGE_FAILED(
      Party.LAKE, Outcome.NO_EVIDENCE, "The validator itself failed to carry out the challenge.");

  private final Party party;
  private final Outcome outcome;
  private final String description;

  VerdictReason(Party party, Outcome outcome, String description) {
    this.party = party;
    this.outcome = outcome;
    this.description = description;
  }

  /** Whom it concerns. */
  public Party party() {
    return party;
  }

  /** What it makes of a file: {@link Outcome#FAIL} or {@link Outcome#NO_EVIDENCE}. */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * Whether it says that an object would not let itself be read. Only epochs in which that was so,
   * and a canary could be read, bring a file nearer to failing: what the validation spares itself
   * is not held against a miner.
   */
  public boolean isUnreadable() {
    return this == STORE_UNAVAILABLE || this == READ_REFUSED;
  }

  /** One sentence for people. */
  public String description() {
    return description;
  }

  /**
   * The reason for what {@code TailProof} and its kin find in an object whose manifest holds: bytes
   * that are not the signed ones are the lake's, and signed bytes that are not well formed are the
   * miner's.
   */
  public static VerdictReason of(FindingCode code) {
    return switch (code) {
      case NOT_READABLE -> STORE_UNAVAILABLE;
      case SIZE -> OBJECT_SIZE;
      case TAIL_DIGEST -> TAIL_ALTERED;
      case LEAF_DIGEST -> LEAF_ALTERED;
      default -> FILE_MALFORMED;
    };
  }
}
