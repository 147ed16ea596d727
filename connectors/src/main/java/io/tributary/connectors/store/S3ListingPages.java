package io.tributary.connectors.store;

import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.schemas.Hotkey;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Pages of S3: by {@code ListObjectsV2}, or where the bucket keeps versions by {@code
 * ListObjectVersions}, of which only what is current counts. Needs {@code s3:ListBucket}, or {@code
 * s3:ListBucketVersions}.
 */
final class S3ListingPages implements ListingPages {

  /** No text of S3 holds it. */
  private static final String MARK = "\n";

  /** The id of what was written while no versions were kept: overwriting it leaves it as it is. */
  private static final String NO_VERSION = "null";

  private final String bucket;
  private final boolean versioned;
  private final MinerAccess access;

  S3ListingPages(StoreOptions options, CredentialSource credentials, boolean versioned) {
    this.bucket = options.bucket();
    this.versioned = versioned;
    this.access = new MinerAccess(options, credentials);
  }

  @Override
  public Page page(Hotkey miner, String prefix, Optional<String> token) throws StoreException {
    return access.send(
        miner,
        "listing " + prefix,
        (client, as) ->
            versioned ? versions(client, as, prefix, token) : objects(client, as, prefix, token));
  }

  private Page objects(
      S3Client client, AwsRequestOverrideConfiguration as, String prefix, Optional<String> token)
      throws StoreException {
    ListObjectsV2Response answer =
        client.listObjectsV2(
            r ->
                r.bucket(bucket)
                    .prefix(prefix)
                    .continuationToken(token.orElse(null))
                    .overrideConfiguration(as));
    return new Page(
        answer.contents().stream()
            .map(
                object ->
                    new ListedObject(
                        object.key(),
                        ObjectVersion.etag(bare(object.eTag())),
                        object.size(),
                        object.lastModified()))
            .toList(),
        next(prefix, answer.isTruncated(), answer.nextContinuationToken()));
  }

  private Page versions(
      S3Client client, AwsRequestOverrideConfiguration as, String prefix, Optional<String> token)
      throws StoreException {
    String[] marks = token.map(text -> text.split(MARK, 2)).orElse(new String[] {null, null});
    ListObjectVersionsResponse answer =
        client.listObjectVersions(
            r ->
                r.bucket(bucket)
                    .prefix(prefix)
                    .keyMarker(marks[0])
                    .versionIdMarker(marks[1])
                    .overrideConfiguration(as));
    String next =
        answer.nextKeyMarker() == null || answer.nextVersionIdMarker() == null
            ? null
            : answer.nextKeyMarker() + MARK + answer.nextVersionIdMarker();
    return new Page(
        answer.versions().stream()
            .filter(version -> Boolean.TRUE.equals(version.isLatest()))
            .map(
                version ->
                    new ListedObject(
                        version.key(), pin(version), version.size(), version.lastModified()))
            .toList(),
        next(prefix, answer.isTruncated(), next));
  }

  private static ObjectVersion pin(software.amazon.awssdk.services.s3.model.ObjectVersion listed) {
    return listed.versionId().equals(NO_VERSION)
        ? ObjectVersion.etag(bare(listed.eTag()))
        : ObjectVersion.versionId(listed.versionId());
  }

  private static Optional<String> next(String prefix, Boolean truncated, String token)
      throws StoreException {
    if (!Boolean.TRUE.equals(truncated)) {
      return Optional.empty();
    }
    if (token == null || token.isEmpty()) {
      throw new StoreException(
          StoreFailure.UNSUPPORTED, "the listing of " + prefix + " breaks off and names no page");
    }
    return Optional.of(token);
  }

  private static String bare(String etag) {
    return etag.replace("\"", "");
  }

  @Override
  public void close() {
    access.close();
  }
}
