package io.tributary.local.s3.folder;

import java.util.Map;

/**
 * What an upload was begun with; its parts lie beside it. Immutable.
 *
 * @param id unguessable
 * @param bucket of the object to be
 * @param key of the object to be
 * @param role of whom began it; others may not use it
 * @param startedMillis since the epoch
 * @param headers of the object to be
 * @param metadata of the object to be
 */
public record UploadRecord(
    String id,
    String bucket,
    String key,
    String role,
    long startedMillis,
    Map<String, String> headers,
    Map<String, String> metadata) {

  /** Copies the maps. */
  public UploadRecord {
    headers = Map.copyOf(headers);
    metadata = Map.copyOf(metadata);
  }
}
