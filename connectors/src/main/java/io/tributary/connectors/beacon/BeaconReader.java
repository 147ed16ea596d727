package io.tributary.connectors.beacon;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;

/** Emits the blocks that its thread reads; its state is the number of the last one emitted. */
final class BeaconReader
    extends SingleThreadMultiplexSourceReaderBase<
        BeaconBlock, BeaconBlock, BeaconSplit, AtomicLong> {

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
