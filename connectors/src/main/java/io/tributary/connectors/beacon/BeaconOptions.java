package io.tributary.connectors.beacon;

import io.tributary.hotkey.chain.ChainClient;
import io.tributary.hotkey.chain.ChainEndpoint;
import io.tributary.hotkey.chain.RpcLimits;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Which nodes tell the blocks, and how often they are asked. Immutable; as text it shows no address
 * in full, since providers put keys into them.
 *
 * @param endpoints of nodes of one chain; with two or more, two must agree on each block
 * @param poll between two questions while there is nothing new
 * @param longestPause between two questions while the nodes fail, up to which pauses double
 */
public record BeaconOptions(List<String> endpoints, Duration poll, Duration longestPause)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * @throws IllegalArgumentException if there is no address, one is none, or a time is not above
   *     zero
   */
  public BeaconOptions {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("a beacon needs the address of a node");
    }
    endpoints.forEach(ChainEndpoint::parse);
    if (poll.toMillis() < 1 || longestPause.compareTo(poll) < 0) {
      throw new IllegalArgumentException(
          "nodes are asked every 1 ms or less often, and pauses are longer: "
              + poll
              + ", "
              + longestPause);
    }
  }

  /** Asks every three seconds, and at least every minute. */
  public static BeaconOptions of(List<String> endpoints) {
    return new BeaconOptions(endpoints, Duration.ofSeconds(3), Duration.ofMinutes(1));
  }

  FinalBlocks open() {
    List<ChainEndpoint> nodes = endpoints.stream().map(ChainEndpoint::parse).toList();
    return new FinalBlocks(new ChainClient(nodes, RpcLimits.DEFAULT), nodes.size());
  }

  @Override
  public String toString() {
    return endpoints.stream().map(ChainEndpoint::parse).toList() + " every " + poll;
  }
}
