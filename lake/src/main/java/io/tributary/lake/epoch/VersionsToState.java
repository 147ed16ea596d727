package io.tributary.lake.epoch;

import io.tributary.lake.epoch.FreezeBasis.StatedVersion;
import io.tributary.schemas.ObjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gathers the versions that a freeze has to state, as many as there is room for; the others are
 * counted and wait for a later freeze. Not thread-safe.
 */
public final class VersionsToState {

  private static final Comparator<StatedVersion> BY_KEY =
      Comparator.comparing(StatedVersion::key, FrozenFile::compareKeys);

  private final List<StatedVersion> stated = new ArrayList<>();
  private int room = FreezeBasis.MOST_VERSION_BYTES;
  private long unstated;

  /** Adds a file whose version is not stated yet; answers whether there was room for it. */
  public boolean add(ObjectKey key, ObjectVersion version) {
    StatedVersion next = new StatedVersion(key, version);
    int bytes = stated.size() < FreezeBasis.MOST_VERSIONS ? next.encodedBytes() : Integer.MAX_VALUE;
    if (bytes > room) {
      unstated++;
      return false;
    }
    room -= bytes;
    stated.add(next);
    return true;
  }

  /** The basis of the freeze. */
  public FreezeBasis basis(long position, Instant oldest) {
    return new FreezeBasis(position, oldest, stated.stream().sorted(BY_KEY).toList(), unstated);
  }
}
