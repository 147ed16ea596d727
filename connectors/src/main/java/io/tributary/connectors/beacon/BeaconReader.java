package io.tributary.connectors.beacon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.core.io.InputStatus;

/**
 * Emits the blocks that its thread reads; its state is the number of the last one emitted. Nothing
 * is read before somebody asks for the first block: where a reader is made to wait, blocks that it
 * had already would tell a last final block of long before.
 */
final class BeaconReader
    extends SingleThreadMultiplexSourceReaderBase<
        BeaconBlock, BeaconBlock, BeaconSplit, AtomicLong> {

  /** The split until the first block is asked for. */
  private final List<BeaconSplit> held = new ArrayList<>();

  private final CompletableFuture<Void> arrival = new CompletableFuture<>();
  private boolean reads;

  BeaconReader(BeaconOptions options, SourceReaderContext context) {
    super(
        () ->
            new BeaconSplitReader(
                options.open(), options.poll(), options.longestPause(), context.metricGroup()),
        (block, output, last) -> {
          output.collect(block);
          last.set(block.number());
        },
        context.getConfiguration(),
        context);
  }

  @Override
  public void addSplits(List<BeaconSplit> splits) {
    if (reads) {
      super.addSplits(splits);
    } else {
      held.addAll(splits);
      arrival.complete(null);
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<BeaconBlock> output) throws Exception {
    if (!held.isEmpty()) {
      reads = true;
      super.addSplits(List.copyOf(held));
      held.clear();
    }
    return reads ? super.pollNext(output) : InputStatus.NOTHING_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return reads ? super.isAvailable() : arrival;
  }

  @Override
  public List<BeaconSplit> snapshotState(long checkpointId) {
    List<BeaconSplit> splits = new ArrayList<>(super.snapshotState(checkpointId));
    splits.addAll(held);
    return splits;
  }

  @Override
  protected void onSplitFinished(Map<String, AtomicLong> finished) {
    throw new IllegalStateException("a chain has no end");
  }

  @Override
  protected AtomicLong initializedState(BeaconSplit split) {
    return new AtomicLong(split.last());
  }

  @Override
  protected BeaconSplit toSplitType(String id, AtomicLong last) {
    return new BeaconSplit(last.get());
  }
}
