package io.tributary.local.verify;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.chain.ChainClient;
import io.tributary.hotkey.chain.ChainEndpoint;
import io.tributary.hotkey.chain.ChainException;
import io.tributary.hotkey.chain.ChainNode;
import io.tributary.hotkey.chain.RpcLimits;
import io.tributary.hotkey.chain.SubtensorStorage;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.replay.ChainFacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks the chain for the blocks of an epoch. */
public final class ChainQuestions {

  private final ChainClient chain;

  /** Of these nodes; the first that answers is believed. */
  public ChainQuestions(List<ChainEndpoint> nodes) {
    chain = new ChainClient(nodes, RpcLimits.DEFAULT);
  }

  /**
   * The facts of a freeze's epoch.
   *
   * @throws IOException if no node answers, or the seed block is not final
   */
  public ChainFacts of(Freeze freeze) throws IOException {
    long seed = freeze.schedule().seedBlock(freeze.epoch());
    try {
      ChainClient.NodeHead head = chain.heads().get(0);
      if (head.head().number() < seed) {
        throw new IOException(
            "block " + seed + ", which seeds the epoch, is not final: " + head.head());
      }
      Optional<BlockHash> seedBlock = chain.blockHash(seed);
      return new ChainFacts(
          chain.blockHash(freeze.schedule().freezeBlock(freeze.epoch())),
          seedBlock,
          seedBlock.flatMap(block -> time(head.node(), block)));
    } catch (ChainException e) {
      throw new IOException("the chain cannot be asked: " + e.getMessage(), e);
    }
  }

  /** Empty where the node has forgotten the state of so old a block. */
  private static Optional<Instant> time(ChainNode node, BlockHash block) {
    try {
      return node.storage(SubtensorStorage.blockTime(), block)
          .filter(value -> value.length == Long.BYTES)
          .map(value -> ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong())
          .map(Instant::ofEpochMilli);
    } catch (ChainException e) {
      return Optional.empty();
    }
  }
}
