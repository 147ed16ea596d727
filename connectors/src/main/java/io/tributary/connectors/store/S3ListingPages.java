package io.tributary.connectors.store;

import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.schemas.Hotkey;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Pages of S3: by {@code ListObjectsV2}, or where the bucket keeps versions by {@code
 * ListObjectVersions}, of which only what is current counts. Needs {@code s3:ListBucket}, or {@code
 * s3:ListBucketVersions}.
 */
final class S3ListingPages implements ListingPages {

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
    return ListingAnswers.page(
        prefix,
        client.listObjectsV2(
            r ->
                r.bucket(bucket)
                    .prefix(prefix)
                    .continuationToken(token.orElse(null))
                    .overrideConfiguration(as)));
  }

  private Page versions(
      S3Client client, AwsRequestOverrideConfiguration as, String prefix, Optional<String> token)
      throws StoreException {
    String[] marks = ListingAnswers.markers(token);
    return ListingAnswers.page(
        prefix,
        client.listObjectVersions(
            r ->
                r.bucket(bucket)
                    .prefix(prefix)
                    .keyMarker(marks[0])
                    .versionIdMarker(marks[1])
                    .overrideConfiguration(as)));
  }

  @Override
  public void close() {
    access.close();
  }
}
