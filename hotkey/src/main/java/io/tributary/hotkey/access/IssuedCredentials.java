package io.tributary.hotkey.access;

import java.time.Instant;
import java.util.Objects;

/**
 * Temporary AWS credentials, as the auth service issues them for one prefix or one file.
 *
 * <p>They are secrets: {@link #toString()} shows only when they end. Immutable.
 *
 * @param accessKeyId identifies the session
 * @param secretAccessKey signs requests; never leaves the process
 * @param sessionToken travels with each request
 * @param expiration the store refuses them from here on
 */
public record IssuedCredentials(
    String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {

  /** Checks that all parts are there. */
  public IssuedCredentials {
    Objects.requireNonNull(accessKeyId, "accessKeyId");
    Objects.requireNonNull(secretAccessKey, "secretAccessKey");
    Objects.requireNonNull(sessionToken, "sessionToken");
    Objects.requireNonNull(expiration, "expiration");
  }

  @Override
  public String toString() {
    return "IssuedCredentials[redacted, expiration=" + expiration + "]";
  }
}
