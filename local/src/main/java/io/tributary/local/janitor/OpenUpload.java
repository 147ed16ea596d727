package io.tributary.local.janitor;

import java.time.Instant;
import java.util.Objects;

/**
 * An unfinished multipart upload. Immutable.
 *
 * @param key the object that completing would create
 * @param id the store's name of the upload
 * @param initiated when it was begun, by the store's clock
 */
public record OpenUpload(String key, String id, Instant initiated) {

  /** Checks that all is there. */
  public OpenUpload {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(initiated, "initiated");
  }
}
