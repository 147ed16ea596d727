package io.tributary.connectors.beacon;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.chain.ChainClient;
import io.tributary.hotkey.chain.ChainClient.NodeHead;
import io.tributary.hotkey.chain.ChainException;
import io.tributary.hotkey.chain.ChainFault;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads final blocks in order. Where several nodes are configured, a block counts when two of them
 * say that it is final, and which it is. Not thread-safe.
 */
final class FinalBlocks {

  /** No block was read yet. */
  static final long NONE = -1;

  private final ChainClient chain;
  private final boolean twoMustAgree;

  FinalBlocks(ChainClient chain, int nodes) {
    this.chain = chain;
    this.twoMustAgree = nodes > 1;
  }

  /**
   * The final blocks after one, ascending and without a gap; none if there is no new one. After
   * {@link #NONE}, the last final block alone.
   *
   * @param most how many are read at once
   * @throws ChainException if the nodes do not answer, or contradict each other: nothing is known
   */
  List<BeaconBlock> after(long last, int most) throws ChainException {
    List<NodeHead> heads = chain.heads();
    if (twoMustAgree && heads.size() < 2) {
      throw new ChainException(
          ChainFault.UNREACHABLE, heads.get(0).node() + " alone answers, and two must agree");
    }
    List<NodeHead> witnesses = heads.subList(0, twoMustAgree ? 2 : 1);
    // Highest first: the last one has the number that all of them call final.
    long finalized = witnesses.get(witnesses.size() - 1).head().number();
    long from = last == NONE ? finalized : last + 1;
    long to = Math.min(finalized, from + most - 1);
    List<BeaconBlock> blocks = new ArrayList<>();
    for (long number = from; number <= to; number++) {
      blocks.add(new BeaconBlock(number, agreed(number, witnesses), finalized));
    }
    return blocks;
  }

  private static BlockHash agreed(long number, List<NodeHead> witnesses) throws ChainException {
    BlockHash hash = null;
    for (NodeHead witness : witnesses) {
      BlockHash told = hash(number, witness);
      if (hash != null && !hash.equals(told)) {
        throw new ChainException(
            ChainFault.MALFORMED,
            witnesses.get(0).node()
                + " and "
                + witness.node()
                + " do not have the same final block "
                + number);
      }
      hash = told;
    }
    return hash;
  }

  private static BlockHash hash(long number, NodeHead witness) throws ChainException {
    BlockHash hash =
        witness
            .node()
            .blockHash(number)
            .orElseThrow(
                () ->
                    new ChainException(
                        ChainFault.MALFORMED, witness.node() + " has no final block " + number));
    if (number == witness.head().number() && !hash.equals(witness.head().hash())) {
      throw new ChainException(
          ChainFault.MALFORMED, witness.node() + " gave two hashes of its final block " + number);
    }
    return hash;
  }
}
