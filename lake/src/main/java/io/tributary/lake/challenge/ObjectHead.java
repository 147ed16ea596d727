package io.tributary.lake.challenge;

import io.tributary.lake.epoch.ObjectVersion;
import java.util.Objects;
import java.util.Optional;

/**
 * What a store says of an object without its bytes. Immutable.
 *
 * @param versionId its version, if the bucket keeps versions
 * @param etag its ETag, without quotes
 * @param sizeBytes its length
 */
public record ObjectHead(Optional<String> versionId, String etag, long sizeBytes) {

  /** Checks that all is there. */
  public ObjectHead {
    Objects.requireNonNull(versionId, "versionId");
    Objects.requireNonNull(etag, "etag");
  }

  /** Whether this is the object that a version pins. */
  public boolean is(ObjectVersion version) {
    return switch (version.kind()) {
      case NONE -> false;
      case VERSION_ID -> versionId.filter(version.text()::equals).isPresent();
      case ETAG -> etag.equals(version.text());
    };
  }

  /** What pins this object. */
  public ObjectVersion version() {
    return versionId.map(ObjectVersion::versionId).orElseGet(() -> ObjectVersion.etag(etag));
  }
}
