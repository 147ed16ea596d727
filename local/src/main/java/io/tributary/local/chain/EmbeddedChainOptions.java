package io.tributary.local.chain;

import java.time.Duration;

/**
 * How an embedded chain goes on. Immutable.
 *
 * @param netuid of its only subnet
 * @param blockEvery time between blocks; zero if they are made on demand only
 * @param finalityLag how many blocks the finalized head is behind the best one
 * @param firstNumber of its first block
 */
public record EmbeddedChainOptions(
    int netuid, Duration blockEvery, int finalityLag, long firstNumber) {

  /**
   * @throws IllegalArgumentException if a value cannot be
   */
  public EmbeddedChainOptions {
    if (netuid < 0
        || netuid > 0xffff
        || blockEvery.isNegative()
        || finalityLag < 0
        || firstNumber < 0) {
      throw new IllegalArgumentException(
          "netuid "
              + netuid
              + " is no u16, or a block every "
              + blockEvery
              + " or a finality lag of "
              + finalityLag
              + " or a first block "
              + firstNumber
              + " is negative");
    }
  }

  /** A chain from its genesis block on. */
  public EmbeddedChainOptions(int netuid, Duration blockEvery, int finalityLag) {
    this(netuid, blockEvery, finalityLag, 0);
  }

  /** Blocks on demand, final two blocks later. */
  public static EmbeddedChainOptions onDemand(int netuid) {
    return new EmbeddedChainOptions(netuid, Duration.ZERO, 2);
  }
}
