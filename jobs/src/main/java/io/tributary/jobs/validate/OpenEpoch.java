package io.tributary.jobs.validate;

import java.util.Set;
import java.util.TreeSet;

/**
 * Who of an epoch was heard of, and who is awaited. Immutable.
 *
 * @param epoch which epoch
 * @param parallelism of the subtasks that saw its seed block: 0 before the first, {@link #MIXED} if
 *     they do not agree, after which nobody knows whether all were heard of
 * @param subtasks that saw it
 * @param awaited miners that were frozen for it there
 * @param held miners that have a verdict
 */
record OpenEpoch(long epoch, int parallelism, Set<Integer> subtasks, long awaited, long held) {

  static final int MIXED = -1;

  OpenEpoch {
    subtasks = Set.copyOf(subtasks);
    if (epoch < 0 || parallelism < MIXED || awaited < 0 || held < 0) {
      throw new IllegalArgumentException(
          "no epoch: " + epoch + ", " + parallelism + ", " + awaited + ", " + held);
    }
  }

  /** An epoch of which nothing was heard yet. */
  static OpenEpoch of(long epoch) {
    return new OpenEpoch(epoch, 0, Set.of(), 0, 0);
  }

  /** The same with one more notice of it. */
  OpenEpoch with(EpochNotice notice) {
    return notice instanceof EpochMarker marker
        ? with(marker)
        : new OpenEpoch(epoch, parallelism, subtasks, awaited, held + 1);
  }

  private OpenEpoch with(EpochMarker marker) {
    boolean agrees = parallelism == 0 || parallelism == marker.parallelism();
    Set<Integer> all = new TreeSet<>(subtasks);
    all.add(marker.subtask());
    return new OpenEpoch(
        epoch, agrees ? marker.parallelism() : MIXED, all, awaited + marker.miners(), held);
  }

  /** Whether it will be known when all were heard of. */
  boolean isCountable() {
    return parallelism > 0;
  }

  /** Whether every subtask was heard of, and every miner that they told of. */
  boolean isComplete() {
    return isCountable() && subtasks.size() == parallelism && held >= awaited;
  }

  /** Whether it has no miners, as far as is known. */
  boolean isEmpty() {
    return awaited == 0 && held == 0;
  }
}
