package io.tributary.connectors.credentials;

import io.tributary.schemas.SourceId;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * How the authentication service is asked. Immutable.
 *
 * @param service where it is, without path
 * @param audience the deployment's name
 * @param netuid the subnet
 * @param sources for which sources of a miner
 * @param timeout of one attempt
 * @param attempts how often a request is tried, each time newly signed
 * @param firstPause upper bound of the pause after the first attempt; doubled after each
 */
public record ClientOptions(
    URI service,
    String audience,
    int netuid,
    Set<SourceId> sources,
    Duration timeout,
    int attempts,
    Duration firstPause) {

  /** Checks that all is there. */
  public ClientOptions {
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(audience, "audience");
    sources = Set.copyOf(sources);
    Objects.requireNonNull(timeout, "timeout");
    if (attempts < 1) {
      throw new IllegalArgumentException("at least one attempt must be made: " + attempts);
    }
    Objects.requireNonNull(firstPause, "firstPause");
  }

  /** Both sources, 15 s an attempt, 4 attempts, pauses up to 0.5, 1 and 2 s. */
  public static ClientOptions of(URI service, String audience, int netuid) {
    return new ClientOptions(
        service,
        audience,
        netuid,
        EnumSet.allOf(SourceId.class),
        Duration.ofSeconds(15),
        4,
        Duration.ofMillis(500));
  }
}
