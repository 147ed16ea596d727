package io.tributary.connectors.store;

import java.util.EnumSet;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/**
 * Settles whether an object that was refused, or not found, is not there.
 *
 * <p>S3 refuses to speak of an absent object unless the whole bucket may be listed, and HEAD
 * answers say 404 for a bucket that does not exist, too. A list of exactly this key, which
 * credentials for its prefix allow, tells both apart. Thread-safe.
 */
final class Absence {

  /** The answers that do not say by themselves whether there is an object. */
  private static final Set<StoreFailure> OPEN =
      EnumSet.of(StoreFailure.NOT_FOUND, StoreFailure.DENIED, StoreFailure.UNSUPPORTED);

  private final MinerAccess access;
  private final String bucket;

  Absence(MinerAccess access, String bucket) {
    this.access = access;
    this.bucket = bucket;
  }

  /**
   * What a failed read comes to: {@link StoreFailure#NOT_FOUND} if there is no such object, or no
   * such version of it.
   */
  StoreException settle(ObjectName object, StoreException failed) {
    // Only a version is answered as unsupported: one that is the mark of a deletion.
    boolean open =
        OPEN.contains(failed.failure())
            && (failed.failure() != StoreFailure.UNSUPPORTED || object.versionId() != null);
    if (!open) {
      return failed;
    }
    try {
      boolean listed =
          object.versionId() == null ? isCurrentListed(object) : isVersionListed(object);
      if (!listed) {
        return new StoreException(StoreFailure.NOT_FOUND, "there is no object " + object);
      }
      return failed.failure() == StoreFailure.NOT_FOUND
          ? new StoreException(
              StoreFailure.UNAVAILABLE, object + " is listed, and yet not to be found")
          : failed;
    } catch (StoreException list) {
      return switch (list.failure()) {
        case DENIED, EXPIRED, UNSUPPORTED -> failed;
        case NOT_FOUND ->
            new StoreException(StoreFailure.UNAVAILABLE, "there is no bucket " + bucket);
        default -> list;
      };
    }
  }

  private boolean isCurrentListed(ObjectName object) throws StoreException {
    return access.send(
        object.miner(),
        "list of " + object,
        (client, as) ->
            // The key itself is the first of all keys that it is a prefix of.
            ListingAnswers.shows(
                object.path(),
                client.listObjectsV2(
                    r ->
                        r.bucket(bucket)
                            .prefix(object.path())
                            .maxKeys(1)
                            .overrideConfiguration(as))));
  }

  private boolean isVersionListed(ObjectName object) throws StoreException {
    String action = "list of versions of " + object;
    return access.send(
        object.miner(),
        action,
        (client, as) -> {
          ListObjectVersionsResponse answer =
              client.listObjectVersions(
                  r -> r.bucket(bucket).prefix(object.path()).overrideConfiguration(as));
          boolean truncated = ListingAnswers.isTruncated(action, answer.isTruncated());
          boolean listed =
              answer.versions().stream()
                  .anyMatch(
                      version ->
                          object.path().equals(version.key())
                              && object.versionId().equals(version.versionId()));
          // Nobody writes a thousand versions by accident: what is further on is not searched.
          return listed || truncated;
        });
  }
}
