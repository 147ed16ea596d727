package io.tributary.local.command;

import io.tributary.connectors.store.StoreOptions;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say where S3 answers, and how it is asked. */
final class S3Endpoint {

  @Option(
      names = "--s3-endpoint",
      paramLabel = "URL",
      converter = StoreAddress.class,
      description = "S3 endpoint (default: AWS).")
  private URI endpoint;

  @Option(
      names = "--s3-region",
      paramLabel = "REGION",
      defaultValue = "us-east-1",
      converter = RegionName.class,
      description = "Region (default: ${DEFAULT-VALUE}).")
  private String region;

  @Option(
      names = "--s3-path-style",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "Bucket in the path (default: true with --s3-endpoint).")
  private Boolean pathStyle;

  Optional<URI> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  String region() {
    return region;
  }

  boolean pathStyle() {
    return pathStyle == null ? endpoint != null : pathStyle;
  }

  /** How a bucket is reached there. */
  StoreOptions store(String bucket) {
    return endpoint()
        .map(uri -> StoreOptions.compatible(uri, bucket))
        .orElseGet(() -> StoreOptions.aws(region, bucket))
        .withRegion(region)
        .withPathStyle(pathStyle());
  }
}
