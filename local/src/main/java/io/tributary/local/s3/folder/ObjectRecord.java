package io.tributary.local.s3.folder;

import java.util.Map;

/**
 * What is known of an object beside its bytes. Immutable.
 *
 * @param key the object's
 * @param size in bytes
 * @param eTag without quotes
 * @param lastModifiedMillis since the epoch
 * @param headers content type and the like, by HTTP name
 * @param metadata user metadata
 */
public record ObjectRecord(
    String key,
    long size,
    String eTag,
    long lastModifiedMillis,
    Map<String, String> headers,
    Map<String, String> metadata) {

  /** Copies the maps. */
  public ObjectRecord {
    headers = Map.copyOf(headers);
    metadata = Map.copyOf(metadata);
  }
}
