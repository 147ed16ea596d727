package io.tributary.lake.verdict;

/** What is known of a file, or of a miner in an epoch. The order is that of the Avro enum. */
public enum Outcome {
  /** It conforms, as far as it was drawn. Nobody claims that a post was real. */
  PASS,
  /** It does not. */
  FAIL,
  /** It could not be seen: nothing is held against anybody, and a file is drawn again. */
  NO_EVIDENCE
}
