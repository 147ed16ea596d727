package io.tributary.local.demo.run;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the demo is told. Immutable.
 *
 * @param folder everything that the demo makes
 * @param miners stores to generate
 * @param records records over all stores
 * @param seed of the generator
 * @param stay keep running and feeding after the summary, until interrupted
 * @param stores stores to use instead of generating some
 * @param external an S3 store and STS to use instead of the embedded ones
 */
public record DemoOptions(
    Path folder,
    int miners,
    int records,
    long seed,
    boolean stay,
    Optional<Path> stores,
    Optional<ExternalS3> external) {

  /**
   * An S3 store with STS that exists already. The authentication service reaches STS with the
   * credentials that the AWS SDK finds by its default chain.
   *
   * @param endpoint of S3; empty for AWS
   * @param stsEndpoint of STS; empty for AWS
   * @param region for which requests are signed
   * @param pathStyle bucket in the path
   * @param chunkedEncoding bodies signed in chunks
   * @param bucket exists already
   * @param roleArn the role for uploads
   * @param readRoleArn the role for reading; the one for uploads if empty
   */
  public record ExternalS3(
      Optional<URI> endpoint,
      Optional<URI> stsEndpoint,
      String region,
      boolean pathStyle,
      boolean chunkedEncoding,
      String bucket,
      String roleArn,
      Optional<String> readRoleArn) {}
}
