package io.tributary.benchmarks.chaos;

import io.tributary.lake.epoch.EpochSchedule;
import io.tributary.local.chain.EmbeddedChain;
import io.tributary.local.chain.EmbeddedChainOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** A chain of short epochs, which goes on by itself up to a block that may be set. Thread-safe. */
final class ChaosChain implements AutoCloseable {

  /** The time from a freeze to its seed is longer than most recoveries. */
  static final EpochSchedule SCHEDULE = new EpochSchedule(40, 20);

  /** Of the real chain 12 s. */
  private static final Duration BLOCK = Duration.ofSeconds(1);

  /** Enough for all miners to be listed and frozen before the seed, as long as nothing fails. */
  private static final Duration QUICK_BLOCK = Duration.ofMillis(400);

  private static final int FINALITY_LAG = 1;

  private final EmbeddedChain chain;
  private final Thread maker;
  private volatile Duration pace = BLOCK;
  private volatile long last = Long.MAX_VALUE;

  /**
   * Starts it, without a block of an epoch.
   *
   * @param netuid the subnet
   * @throws IOException if its node cannot listen
   */
  ChaosChain(int netuid) throws IOException {
    chain =
        EmbeddedChain.start(
            new EmbeddedChainOptions(netuid, Duration.ZERO, FINALITY_LAG), InstantSource.system());
    maker = new Thread(this::make, "chaos-chain");
    maker.setDaemon(true);
  }

  /** Makes blocks from now on. */
  void begin() {
    maker.start();
  }

  private void make() {
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(pace.toNanos());
        if (chain.finalizedNumber() < last) {
          chain.makeBlock();
        }
      }
    } catch (InterruptedException e) {
      // The run has ended: so does this thread.
      Thread.currentThread().interrupt();
    }
  }

  /** Where its node answers. */
  URI uri() {
    return chain.uri();
  }

  /**
   * Goes on to the seed of the next epoch that is not frozen yet, faster than before, and no
   * further; answers that epoch.
   */
  long toNextEpoch() {
    // Stops it first, so that no epoch begins meanwhile.
    last = 0;
    long epoch = SCHEDULE.epochAt(chain.finalizedNumber()) + 1;
    pace = QUICK_BLOCK;
    last = SCHEDULE.seedBlock(epoch);
    return epoch;
  }

  /** Whether the seed of an epoch is final. */
  boolean isSeeded(long epoch) {
    return chain.finalizedNumber() >= SCHEDULE.seedBlock(epoch);
  }

  @Override
  public void close() {
    maker.interrupt();
    chain.close();
  }
}
