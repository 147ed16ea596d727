package io.tributary.auth.sts;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Where the token service is and which roles it gives. Immutable.
 *
 * @param endpoint empty for AWS itself
 * @param region for signing, and of AWS's endpoint
 * @param uploadRoleArn the role of uploads
 * @param readRoleArn the role of reads
 * @param credentials the service's own, such as the SDK's default chain
 */
public record StsOptions(
    Optional<URI> endpoint,
    String region,
    String uploadRoleArn,
    String readRoleArn,
    AwsCredentialsProvider credentials) {

  /** Checks that all is there. */
  public StsOptions {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(uploadRoleArn, "uploadRoleArn");
    Objects.requireNonNull(readRoleArn, "readRoleArn");
    Objects.requireNonNull(credentials, "credentials");
  }

  @Override
  public String toString() {
    return "StsOptions["
        + endpoint
        + ", "
        + region
        + ", "
        + uploadRoleArn
        + ", "
        + readRoleArn
        + "]";
  }
}
