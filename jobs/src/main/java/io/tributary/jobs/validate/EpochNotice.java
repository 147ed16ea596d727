package io.tributary.jobs.validate;

/** What a subtask of the validation says of an epoch whose seed block it has seen. */
sealed interface EpochNotice permits EpochMarker, JudgedMiner {

  /** Of which epoch. */
  long epoch();

  /** Whether it tells of miners: without any, an epoch is one that nobody waits for. */
  boolean hasMiners();
}
