package io.tributary.local.chain;

/** What an embedded chain's node can be made to do. */
public enum ChainTrouble {
  /** Works. */
  NONE,
  /** Answers every request with HTTP 503. */
  DOWN,
  /** Takes requests and does not answer, until there is another trouble or none. */
  SILENT,
  /** Answers every request with bytes that are no JSON. */
  GARBAGE,
  /** Answers, makes blocks, and finalizes none of them. */
  STUCK
}
