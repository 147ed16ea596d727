package io.tributary.jobs.validate;

import java.io.Serializable;
import java.time.Duration;

/**
 * How challenges are carried out. Immutable.
 *
 * @param files challenged at once in a subtask
 * @param miners challenged at once in a subtask, each of whose sets is in memory meanwhile
 * @param attempts at most for a file whose store does not answer
 * @param pause between two attempts of a file, doubled with each
 * @param deadline of a miner: no attempt begins later; well below the time of an epoch
 */
public record ChallengeLimits(
    int files, int miners, int attempts, Duration pause, Duration deadline)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** 16 files of 2 miners, 4 attempts with pauses from 15 s, within 20 minutes. */
  public static final ChallengeLimits DEFAULTS =
      new ChallengeLimits(16, 2, 4, Duration.ofSeconds(15), Duration.ofMinutes(20));

  /**
   * @throws IllegalArgumentException if a number is below 1, or a time is not above zero
   */
  public ChallengeLimits {
    if (files < 1 || miners < 1 || attempts < 1) {
      throw new IllegalArgumentException(
          "at least one file, miner and attempt: " + files + ", " + miners + ", " + attempts);
    }
    if (pause.toMillis() < 1 || deadline.toMillis() < 1) {
      throw new IllegalArgumentException("times above zero: " + pause + ", " + deadline);
    }
  }
}
