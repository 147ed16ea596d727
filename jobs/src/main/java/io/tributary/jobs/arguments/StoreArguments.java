package io.tributary.jobs.arguments;

import io.tributary.connectors.store.StoreOptions;
import java.net.URI;
import java.time.Duration;

/** The arguments that say where the bucket is, alike for all jobs. */
public final class StoreArguments {

  private StoreArguments() {}

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException naming the argument that is missing or wrong
   */
  public static StoreOptions parse(JobArguments a) {
    String region = a.text("s3-region", "us-east-1");
    String bucket = a.required("bucket");
    URI endpoint = a.uri("s3-endpoint");
    StoreOptions options =
        endpoint == null
            ? StoreOptions.aws(region, bucket)
            : StoreOptions.compatible(endpoint, bucket).withRegion(region);
    Duration timeout = a.duration("s3-timeout", options.attemptTimeout());
    return options
        .withPatience(timeout, timeout.multipliedBy(2), options.maxAttempts())
        .withPathStyle(a.bool("s3-path-style", endpoint != null))
        .withChunkedEncoding(a.bool("s3-chunked-encoding", options.chunkedEncoding()));
  }
}
