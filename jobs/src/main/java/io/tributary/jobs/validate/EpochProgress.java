package io.tributary.jobs.validate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which epochs' verdicts are held until all of them are there. Immutable.
 *
 * <p>An epoch ends when every subtask and every miner was heard of, and at the latest when a later
 * epoch has a miner: a miner begins its next epoch only after its last verdict, and the time of an
 * epoch is well above that of all challenges. An epoch without miners ends only those of which
 * nobody can tell any more who is missing, since seed blocks that are caught up with come faster
 * than verdicts.
 *
 * @param ended the latest epoch that ended; -1 before the first
 * @param compared the latest one that had a verdict when it ended, whose samples are kept; -1
 *     before the first
 * @param open those that have not ended, ascending; at most one of them has miners
 */
record EpochProgress(long ended, long compared, List<OpenEpoch> open) {

  static final EpochProgress START = new EpochProgress(-1, -1, List.of());

  EpochProgress {
    open = List.copyOf(open);
    for (int i = 1; i < open.size(); i++) {
      if (open.get(i).epoch() <= open.get(i - 1).epoch()) {
        throw new IllegalArgumentException("open epochs that do not ascend");
      }
    }
  }

  /** The epochs that end because of a notice, ascending. */
  List<OpenEpoch> endedBy(EpochNotice notice) {
    return open.stream()
        .filter(epoch -> epoch.epoch() < notice.epoch())
        .filter(epoch -> notice.hasMiners() || !epoch.isCountable())
        .toList();
  }

  /** Whether a notice is of an epoch that has ended, or that one with miners has passed by. */
  boolean isLate(EpochNotice notice) {
    return find(notice.epoch()).isEmpty()
        && (notice.epoch() <= ended
            || open.stream().anyMatch(one -> one.epoch() > notice.epoch() && !one.isEmpty()));
  }

  /** With one more notice, of an epoch that has not ended. */
  EpochProgress with(EpochNotice notice) {
    OpenEpoch epoch = find(notice.epoch()).orElse(OpenEpoch.of(notice.epoch())).with(notice);
    Stream<OpenEpoch> all = Stream.concat(others(epoch), Stream.of(epoch));
    return new EpochProgress(
        ended, compared, all.sorted(Comparator.comparingLong(OpenEpoch::epoch)).toList());
  }

  /** The epoch, if it has not ended. */
  Optional<OpenEpoch> find(long epoch) {
    return open.stream().filter(one -> one.epoch() == epoch).findFirst();
  }

  /** Without an epoch that has ended. */
  EpochProgress without(OpenEpoch epoch) {
    return new EpochProgress(
        Math.max(ended, epoch.epoch()),
        epoch.held() == 0 ? compared : epoch.epoch(),
        others(epoch).toList());
  }

  private Stream<OpenEpoch> others(OpenEpoch epoch) {
    return open.stream().filter(one -> one.epoch() != epoch.epoch());
  }
}
