package io.tributary.jobs.validate;

import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.set.SetMember;
import io.tributary.lake.verdict.VerdictFinding;
import java.util.Objects;
import java.util.Optional;

/**
 * A committed file as a miner's set keeps it, without its manifest. Immutable.
 *
 * @param bucket where it was committed; what is challenged is the deployment's bucket
 * @param stagedAtMillis when its bytes were in the store, by which it grows old
 * @param appendedAtMillis time of its message
 * @param file as it can be frozen; empty if nothing can be frozen of it
 * @param problem why not; empty if it can
 * @param isStated whether a freeze has stated its version as it is
 */
record SetFile(
    String bucket,
    long stagedAtMillis,
    long appendedAtMillis,
    Optional<FrozenFile> file,
    Optional<VerdictFinding> problem,
    boolean isStated) {

  SetFile {
    Objects.requireNonNull(bucket, "bucket");
    if (file.isPresent() == problem.isPresent()) {
      throw new IllegalArgumentException("a file can be frozen, or there is a reason why not");
    }
  }

  /** The file that a message tells of. */
  static SetFile of(FileNotice notice, String audience, int netuid) {
    CommittedFile committed = notice.file();
    SetMember member = SetMember.of(committed, audience, netuid);
    return new SetFile(
        committed.bucket(),
        committed.stagedAt().toEpochMilli(),
        notice.appendedAtMillis(),
        member.file(),
        member.problem(),
        false);
  }

  /** The same as another object of the store, whose version no freeze has stated yet. */
  SetFile withVersion(ObjectVersion version) {
    if (file.isEmpty() || file.get().version().equals(version)) {
      return this;
    }
    return with(file.map(one -> one.with(version)), false);
  }

  /** The same with its version stated by a freeze. */
  SetFile stated() {
    return with(file, true);
  }

  private SetFile with(Optional<FrozenFile> frozen, boolean stated) {
    return new SetFile(bucket, stagedAtMillis, appendedAtMillis, frozen, problem, stated);
  }
}
