package io.tributary.local.janitor;

import io.tributary.local.janitor.Finding.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * Which unfinished uploads are orphans. A pure function; immutable.
 *
 * <p>A checkpoint refers to uploads that were begun before it and not carried by an earlier one:
 * begun, that is, at most one upload's duration before the checkpoint that precedes it. The margin
 * must be longer than that. What is younger than the oldest checkpoint kept, less the margin, is
 * left alone, and so is what a parked file waits for, however old.
 */
public final class OrphanRule {

  /** Far longer than any upload and any time between checkpoints should be. */
  public static final Duration DEFAULT_MARGIN = Duration.ofHours(24);

  private final Instant needed;
  private final Set<String> parkedKeys;

  /**
   * @param oldestCheckpoint when the oldest checkpoint or savepoint was made that may be restored
   * @param margin before that
   * @param parkedKeys keys of the files that are parked
   */
  public OrphanRule(Instant oldestCheckpoint, Duration margin, Set<String> parkedKeys) {
    if (margin.isNegative()) {
      throw new IllegalArgumentException("the margin is not to be negative: " + margin);
    }
    this.needed = Objects.requireNonNull(oldestCheckpoint, "oldestCheckpoint").minus(margin);
    this.parkedKeys = Set.copyOf(parkedKeys);
  }

  /** What is to become of an upload. */
  public Finding judge(OpenUpload upload) {
    if (parkedKeys.contains(upload.key())) {
      return new Finding(upload, Fate.PARKED);
    }
    return new Finding(upload, upload.initiated().isBefore(needed) ? Fate.ORPHAN : Fate.NEEDED);
  }
}
