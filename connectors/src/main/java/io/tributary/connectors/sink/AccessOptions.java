package io.tributary.connectors.sink;

import java.io.Serializable;
import java.net.URI;
import java.util.Objects;

/**
 * How the sink obtains miners' credentials. Names files with keys, holds none. Immutable.
 *
 * @param authEndpoint the authentication service
 * @param audience the deployment
 * @param netuid the subnet
 * @param accessKeys directory with the miners' access keys and grants, on every machine
 * @param sinkKey file of the deployment's sink key, on every machine
 */
public record AccessOptions(
    URI authEndpoint, String audience, int netuid, String accessKeys, String sinkKey)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public AccessOptions {
    Objects.requireNonNull(authEndpoint, "authEndpoint");
    Objects.requireNonNull(audience, "audience");
    Objects.requireNonNull(accessKeys, "accessKeys");
    Objects.requireNonNull(sinkKey, "sinkKey");
  }
}
