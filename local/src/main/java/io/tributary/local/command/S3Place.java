package io.tributary.local.command;

import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say where a bucket is. */
final class S3Place {

  @Option(names = "--bucket", required = true, paramLabel = "NAME", description = "The lake.")
  private String bucket;

  @Option(names = "--s3-endpoint", paramLabel = "URL", description = "S3 endpoint (default: AWS).")
  private URI endpoint;

  @Option(
      names = "--s3-region",
      paramLabel = "REGION",
      defaultValue = "us-east-1",
      description = "Region (default: ${DEFAULT-VALUE}).")
  private String region;

  @Option(
      names = "--s3-path-style",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOL",
      description = "Bucket in the path (default: true with --s3-endpoint).")
  private Boolean pathStyle;

  String bucket() {
    return bucket;
  }

  Optional<URI> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  String region() {
    return region;
  }

  boolean pathStyle() {
    return pathStyle == null ? endpoint != null : pathStyle;
  }
}
