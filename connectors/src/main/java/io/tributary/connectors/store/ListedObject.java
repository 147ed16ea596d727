package io.tributary.connectors.store;

import io.tributary.lake.epoch.ObjectVersion;
import java.time.Instant;
import java.util.Objects;

/**
 * An object that a listing showed. Immutable.
 *
 * @param path its key, which need not be one of the lake's
 * @param version which object it is
 * @param sizeBytes its length
 * @param modifiedAt when it was written
 */
public record ListedObject(String path, ObjectVersion version, long sizeBytes, Instant modifiedAt) {

  /** Checks that all is there. */
  public ListedObject {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(modifiedAt, "modifiedAt");
  }
}
