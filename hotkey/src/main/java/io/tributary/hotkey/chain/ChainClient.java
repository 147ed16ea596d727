package io.tributary.hotkey.chain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A chain behind one or more nodes, which the operator trusts and which must be of the same chain.
 * Thread-safe.
 */
public final class ChainClient {

  /**
   * A node and the last block that it knows to be final.
   *
   * @param node who says so
   * @param head what it says
   */
  public record NodeHead(ChainNode node, FinalizedHead head) {}

  private final List<ChainNode> nodes;

  /**
   * @param endpoints of the nodes, the preferred one first
   * @throws IllegalArgumentException if there is none
   */
  public ChainClient(List<ChainEndpoint> endpoints, RpcLimits limits) {
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("a chain needs at least one endpoint");
    }
    this.nodes = endpoints.stream().map(endpoint -> new ChainNode(endpoint, limits)).toList();
  }

  /**
   * The heads of all nodes that answer, asked at the same time: the highest first, equal ones in
   * the order of the endpoints.
   *
   * @throws ChainException if no node answers; every node's trouble is said
   */
  public List<NodeHead> heads() throws ChainException {
    List<CompletableFuture<FinalizedHead>> asked =
        nodes.stream().map(ChainNode::askFinalizedHead).toList();
    List<NodeHead> heads = new ArrayList<>();
    Troubles troubles = new Troubles();
    for (int i = 0; i < nodes.size(); i++) {
      try {
        heads.add(new NodeHead(nodes.get(i), nodes.get(i).await(asked.get(i))));
      } catch (ChainException e) {
        troubles.add(e);
      }
    }
    if (heads.isEmpty()) {
      throw troubles.asOne();
    }
    heads.sort(Comparator.comparingLong((NodeHead one) -> one.head().number()).reversed());
    return heads;
  }

  /**
   * The highest finalized head of all nodes that answer.
   *
   * @throws ChainException if no node answers
   */
  public FinalizedHead finalizedHead() throws ChainException {
    return heads().get(0).head();
  }

  /**
   * The hash of the block with this number, from the first node that has it; empty if none has.
   * Settled only for numbers up to that of a finalized head.
   *
   * @throws ChainException if no node has it and not all could be asked
   */
  public Optional<BlockHash> blockHash(long number) throws ChainException {
    Troubles troubles = new Troubles();
    for (ChainNode node : nodes) {
      try {
        Optional<BlockHash> hash = node.blockHash(number);
        if (hash.isPresent()) {
          return hash;
        }
      } catch (ChainException e) {
        troubles.add(e);
      }
    }
    if (!troubles.isEmpty()) {
      throw troubles.asOne();
    }
    return Optional.empty();
  }

  /** The addresses of its nodes without path and query. */
  @Override
  public String toString() {
    return nodes.toString();
  }
}
