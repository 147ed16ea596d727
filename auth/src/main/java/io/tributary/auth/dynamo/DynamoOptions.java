package io.tributary.auth.dynamo;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Where the table is. Immutable.
 *
 * @param endpoint empty for AWS itself
 * @param region for signing, and of AWS's endpoint
 * @param table its name
 * @param credentials the service's own, such as the SDK's default chain
 */
public record DynamoOptions(
    Optional<URI> endpoint, String region, String table, AwsCredentialsProvider credentials) {

  /** Checks that all is there. */
  public DynamoOptions {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(credentials, "credentials");
  }

  @Override
  public String toString() {
    return "DynamoOptions[" + endpoint + ", " + region + ", " + table + "]";
  }
}
