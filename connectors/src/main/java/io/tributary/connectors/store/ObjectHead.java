package io.tributary.connectors.store;

import java.util.Map;
import java.util.Optional;

/**
 * What a store says of an object. Immutable.
 *
 * @param size in bytes
 * @param eTag the store's tag of this content, without quotes
 * @param versionId the version, where the bucket keeps versions
 * @param metadata user metadata, names in lower case
 */
public record ObjectHead(
    long size, String eTag, Optional<String> versionId, Map<String, String> metadata) {

  /** Copies the metadata. */
  public ObjectHead {
    metadata = Map.copyOf(metadata);
  }

  /** The token of the writer of this object, if it has one. */
  public Optional<String> writeToken() {
    return Optional.ofNullable(metadata.get(FileStore.WRITE_TOKEN));
  }
}
