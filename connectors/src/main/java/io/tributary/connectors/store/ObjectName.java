package io.tributary.connectors.store;

import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import java.util.Optional;

/**
 * An object to be read. Immutable.
 *
 * @param miner under whose prefix it lies, and whose credentials therefore read it
 * @param path its key
 * @param version which one; {@link ObjectVersion#NONE} for the current one
 */
record ObjectName(Hotkey miner, String path, ObjectVersion version) {

  static ObjectName current(ObjectKey key) {
    return new ObjectName(key.hotkey(), key.path(), ObjectVersion.NONE);
  }

  static ObjectName of(ObjectKey key, ObjectVersion version) {
    return new ObjectName(key.hotkey(), key.path(), version);
  }

  /** Null unless the version is one. */
  String versionId() {
    return version.kind() == ObjectVersion.Kind.VERSION_ID ? version.text() : null;
  }

  /** Empty unless an ETag tells the version. */
  Optional<String> etag() {
    return version.kind() == ObjectVersion.Kind.ETAG
        ? Optional.of(version.text())
        : Optional.empty();
  }

  @Override
  public String toString() {
    return path;
  }
}
