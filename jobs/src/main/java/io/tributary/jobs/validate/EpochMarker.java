package io.tributary.jobs.validate;

/**
 * A subtask has seen the seed block of an epoch: so many verdicts of it follow. Immutable.
 *
 * @param epoch which epoch
 * @param subtask who says so, from 0
 * @param parallelism how many subtasks say so
 * @param miners that were frozen for it there
 */
record EpochMarker(long epoch, int subtask, int parallelism, int miners) implements EpochNotice {

  /**
   * @throws IllegalArgumentException if a number is out of bounds
   */
  EpochMarker {
    if (epoch < 0 || subtask < 0 || subtask >= parallelism || miners < 0) {
      throw new IllegalArgumentException(
          "no marker of an epoch: "
              + epoch
              + ", subtask "
              + subtask
              + " of "
              + parallelism
              + ", "
              + miners
              + " miners");
    }
  }

  @Override
  public boolean hasMiners() {
    return miners > 0;
  }
}
