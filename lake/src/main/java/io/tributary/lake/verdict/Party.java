package io.tributary.lake.verdict;

/** Whom a finding concerns. The order is that of the Avro enum. */
public enum Party {
  /** The miner, for what it delivered. Only these findings cost a miner. */
  MINER,
  /** The lake, for what it keeps and how it can be read. */
  LAKE
}
