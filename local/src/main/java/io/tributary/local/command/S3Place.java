package io.tributary.local.command;

import io.tributary.connectors.store.StoreOptions;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say where a bucket is. */
final class S3Place {

  @Option(
      names = "--bucket",
      required = true,
      paramLabel = "NAME",
      converter = BucketName.class,
      description = "The lake.")
  private String bucket;

  @Mixin private S3Endpoint s3;

  String bucket() {
    return bucket;
  }

  Optional<URI> endpoint() {
    return s3.endpoint();
  }

  String region() {
    return s3.region();
  }

  boolean pathStyle() {
    return s3.pathStyle();
  }

  /** How the bucket is reached. */
  StoreOptions store() {
    return s3.store(bucket);
  }
}
