package io.tributary.connectors.store;

import io.tributary.lake.epoch.ObjectVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Reads what S3 servers answer to requests for listings.
 *
 * <p>Every listing says whether it goes on. The SDK makes an empty listing of any successful
 * answer, be it a proxy's page or nothing at all: what does not say whether it goes on is no
 * listing, and shows nobody that there are no objects.
 */
final class ListingAnswers {

  /** No text of S3 holds it. */
  private static final String MARK = "\n";

  /** The id of what was written while no versions were kept: overwriting it leaves it as it is. */
  private static final String NO_VERSION = "null";

  private ListingAnswers() {}

  /** A page of objects. */
  static ListingPages.Page page(String prefix, ListObjectsV2Response answer) throws StoreException {
    String action = "listing " + prefix;
    boolean truncated = isTruncated(action, answer.isTruncated());
    List<ListedObject> objects = new ArrayList<>();
    for (S3Object object : answer.contents()) {
      present(action, object.key(), "Key", object.key());
      objects.add(
          listed(
              action,
              object.key(),
              tag(action, object.key(), object.eTag()),
              object.size(),
              object.lastModified()));
    }
    String token = answer.nextContinuationToken();
    if (!truncated && token != null) {
      throw new StoreException(
          StoreFailure.UNSUPPORTED, action + " has an end and names a page after it");
    }
    return new ListingPages.Page(objects, next(action, truncated, token));
  }

  /** A page of versions, of which only what is current counts. */
  static ListingPages.Page page(String prefix, ListObjectVersionsResponse answer)
      throws StoreException {
    String action = "listing " + prefix;
    boolean truncated = isTruncated(action, answer.isTruncated());
    List<ListedObject> objects = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (software.amazon.awssdk.services.s3.model.ObjectVersion version : answer.versions()) {
      present(action, version.key(), "Key", version.key());
      if (present(action, version.key(), "IsLatest", version.isLatest())) {
        objects.add(
            listed(
                action,
                version.key(),
                pin(action, version),
                version.size(),
                version.lastModified()));
      } else {
        others.add(version.key() + MARK + version.versionId());
      }
    }
    for (DeleteMarkerEntry marker : answer.deleteMarkers()) {
      others.add(marker.key() + MARK + marker.versionId());
    }
    String next =
        answer.nextKeyMarker() == null || answer.nextVersionIdMarker() == null
            ? null
            : answer.nextKeyMarker() + MARK + answer.nextVersionIdMarker();
    return new ListingPages.Page(objects, others, next(action, truncated, next));
  }

  /** The markers of key and version that the token of a page of versions is made of. */
  static String[] markers(Optional<String> token) {
    return token.map(text -> text.split(MARK, 2)).orElse(new String[] {null, null});
  }

  /** Whether a listing of the keys that begin with this one shows it. */
  static boolean shows(String key, ListObjectsV2Response answer) throws StoreException {
    isTruncated("list of " + key, answer.isTruncated());
    return answer.contents().stream().anyMatch(listed -> key.equals(listed.key()));
  }

  /**
   * Whether a listing goes on.
   *
   * @param said by the answer; null if it said nothing
   * @throws StoreException if the answer is no listing
   */
  static boolean isTruncated(String action, Boolean said) throws StoreException {
    if (said == null) {
      throw new StoreException(
          StoreFailure.UNAVAILABLE, action + " was answered with something that is no listing");
    }
    return said;
  }

  private static Optional<String> next(String action, boolean truncated, String token)
      throws StoreException {
    if (!truncated) {
      return Optional.empty();
    }
    if (token == null || token.isEmpty()) {
      throw new StoreException(StoreFailure.UNSUPPORTED, action + " breaks off and names no page");
    }
    return Optional.of(token);
  }

  private static ListedObject listed(
      String action, String key, ObjectVersion version, Long size, Instant modifiedAt)
      throws StoreException {
    long bytes = present(action, key, "Size", size);
    present(action, key, "LastModified", modifiedAt);
    if (bytes < 0) {
      throw new StoreException(
          StoreFailure.UNAVAILABLE, action + " shows " + key + " with " + bytes + " bytes");
    }
    return new ListedObject(key, version, bytes, modifiedAt);
  }

  private static <T> T present(String action, String key, String what, T value)
      throws StoreException {
    if (value == null) {
      throw new StoreException(
          StoreFailure.UNAVAILABLE,
          action + " shows " + (key == null ? "an object" : key) + " without " + what);
    }
    return value;
  }

  private static ObjectVersion pin(
      String action, software.amazon.awssdk.services.s3.model.ObjectVersion listed)
      throws StoreException {
    String id = present(action, listed.key(), "VersionId", listed.versionId());
    return id.equals(NO_VERSION)
        ? tag(action, listed.key(), listed.eTag())
        : version(action, listed.key(), ObjectVersion.Kind.VERSION_ID, id);
  }

  private static ObjectVersion tag(String action, String key, String quoted) throws StoreException {
    String bare = present(action, key, "ETag", quoted).replace("\"", "");
    return version(action, key, ObjectVersion.Kind.ETAG, bare);
  }

  private static ObjectVersion version(
      String action, String key, ObjectVersion.Kind kind, String text) throws StoreException {
    try {
      return new ObjectVersion(kind, text);
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          StoreFailure.UNAVAILABLE,
          action + " shows " + key + " with " + kind + " that is empty or too long");
    }
  }
}
