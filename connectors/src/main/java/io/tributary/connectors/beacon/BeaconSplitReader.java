package io.tributary.connectors.beacon;

import io.tributary.hotkey.chain.ChainException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for new blocks again and again. While the nodes fail, pauses double up to a bound; nothing
 * is emitted meanwhile, and nothing is left out afterwards. Used by one thread, woken by any.
 */
final class BeaconSplitReader implements SplitReader<BeaconBlock, BeaconSplit> {

  private static final Logger LOG = LoggerFactory.getLogger(BeaconSplitReader.class);

  /** Few enough that a reader hears of its end soon. */
  private static final int MOST_AT_ONCE = 32;

  private static final RecordsWithSplitIds<BeaconBlock> NOTHING =
      new RecordsBySplits.Builder<BeaconBlock>().build();

  private final FinalBlocks blocks;
  private final Duration poll;
  private final Duration longestPause;
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong lastNumber = new AtomicLong(FinalBlocks.NONE);

  private BeaconSplit split;
  private long pauseMillis;
  private boolean woken;

  BeaconSplitReader(FinalBlocks blocks, Duration poll, Duration longestPause, MetricGroup metrics) {
    this.blocks = blocks;
    this.poll = poll;
    this.longestPause = longestPause;
    metrics.gauge("beaconBlock", lastNumber::get);
    metrics.gauge("beaconFailures", failures::get);
  }

  @Override
  public RecordsWithSplitIds<BeaconBlock> fetch() {
    if (split == null || !rested()) {
      return NOTHING;
    }
    try {
      List<BeaconBlock> read = blocks.after(split.last(), MOST_AT_ONCE);
      if (failures.getAndSet(0) > 0) {
        LOG.info("The chain answers again");
      }
      pauseMillis = read.size() == MOST_AT_ONCE ? 0 : poll.toMillis();
      return emitted(read);
    } catch (ChainException e) {
      long count = failures.incrementAndGet();
      long longer = poll.toMillis() << Math.min(count, 20);
      pauseMillis = Math.min(longer, longestPause.toMillis());
      LOG.warn("No new block can be read; that is tried again: {}", e.getMessage());
      return NOTHING;
    }
  }

  private RecordsWithSplitIds<BeaconBlock> emitted(List<BeaconBlock> read) {
    RecordsBySplits.Builder<BeaconBlock> records = new RecordsBySplits.Builder<>();
    for (BeaconBlock block : read) {
      records.add(split.splitId(), block);
      split = new BeaconSplit(block.number());
      lastNumber.set(block.number());
    }
    return records.build();
  }

  /** Waits out the pause; false if woken before its end, which then begins anew. */
  private synchronized boolean rested() {
    long end = System.nanoTime() + Duration.ofMillis(pauseMillis).toNanos();
    try {
      long left = end - System.nanoTime();
      while (left > 0 && !woken) {
        wait(left / 1_000_000, (int) (left % 1_000_000));
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    boolean rested = !woken;
    woken = false;
    return rested;
  }

  @Override
  public void handleSplitsChanges(SplitsChange<BeaconSplit> change) {
    for (BeaconSplit added : change.splits()) {
      split = added;
      lastNumber.set(added.last());
    }
  }

  @Override
  public synchronized void wakeUp() {
    woken = true;
    notifyAll();
  }

  @Override
  public void close() {
    // The chain's client holds nothing open.
  }
}
