package io.tributary.lake.set;

import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FreezeBasis;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.schemas.ObjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the set of a freeze together again from what the topics hold. Messages are handed in in
 * their order, and those that do not count are passed over. Not thread-safe.
 */
public final class SetRebuild {

  private final Freeze freeze;
  private final FreezeBasis basis;
  private final Map<ObjectKey, ObjectVersion> versions = new HashMap<>();
  private final Map<ObjectKey, Logged> entries = new HashMap<>();
  private final List<Instant> later = new ArrayList<>();

  /**
   * What the log says of a file of the set.
   *
   * @param file its message
   * @param appendedAt the message's time
   */
  public record Logged(CommittedFile file, Instant appendedAt) {}

  /**
   * A set that was put together again.
   *
   * @param set the set; files of which no version is known have none in it
   * @param withoutVersion files of which no freeze states a version, by object key
   * @param problems why files could not be frozen
   */
  public record Rebuilt(
      FrozenSet set, List<ObjectKey> withoutVersion, List<VerdictFinding> problems) {

    /** Copies the lists. */
    public Rebuilt {
      withoutVersion = List.copyOf(withoutVersion);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Begins with what the validator's freezes of the miner state of versions.
   *
   * @param freezes those up to the freeze, in their order; the last one is the freeze itself
   * @throws IllegalArgumentException if that one does not say from which records it follows
   */
  public SetRebuild(List<Freeze> freezes) {
    freeze = freezes.get(freezes.size() - 1);
    basis =
        freeze
            .basis()
            .orElseThrow(() -> new IllegalArgumentException("a freeze that names no records"));
    for (Freeze one : freezes) {
      one.basis().map(FreezeBasis::versions).stream()
          .flatMap(Collection::stream)
          .forEach(stated -> versions.put(stated.key(), stated.version()));
    }
  }

  /** Takes in a message of {@code committed-files}. */
  public void take(long offset, Instant appendedAt, CommittedFile file) {
    if (!file.key().hotkey().equals(freeze.hotkey())) {
      return;
    }
    if (offset >= basis.position()) {
      later.add(appendedAt);
      return;
    }
    if (file.isWithdrawn()) {
      entries.remove(file.key());
    } else {
      entries.put(file.key(), new Logged(file, appendedAt));
    }
  }

  /**
   * How many of the miner's messages that are not in the set were on the topic at a time: at the
   * freeze, those that the validator had not read.
   */
  public long leftOut(Instant at) {
    return later.stream().filter(appendedAt -> appendedAt.isBefore(at)).count();
  }

  /** What the log says of a file that was handed in last. */
  public Optional<Logged> logged(ObjectKey key) {
    return Optional.ofNullable(entries.get(key));
  }

  /**
   * The set, once all messages before the position were handed in.
   *
   * @throws IllegalArgumentException if the records give more files than a frozen set may have
   */
  public Rebuilt build() {
    CutOff cutOff = new CutOff(basis.oldest());
    List<FrozenFile> files = new ArrayList<>();
    List<ObjectKey> withoutVersion = new ArrayList<>();
    List<VerdictFinding> problems = new ArrayList<>();
    for (Logged entry : entries.values()) {
      if (cutOff.isPassed(entry.file().stagedAt().toEpochMilli())) {
        continue;
      }
      SetMember member = SetMember.of(entry.file(), freeze.audience(), freeze.netuid());
      member.problem().ifPresent(problems::add);
      if (member.file().isPresent()) {
        FrozenFile file = member.file().get();
        ObjectVersion version = versions.get(file.key());
        if (version == null) {
          withoutVersion.add(file.key());
        }
        files.add(version == null ? file : file.with(version));
      }
    }
    withoutVersion.sort((a, b) -> a.path().compareTo(b.path()));
    return new Rebuilt(FrozenSet.of(freeze.hotkey(), files), withoutVersion, problems);
  }
}
