package io.tributary.connectors.beacon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BeaconReaderTest {

  /** A reader alone. */
  private static final class Alone implements SourceReaderContext {
    @Override
    public SourceReaderMetricGroup metricGroup() {
      return UnregisteredMetricsGroup.createSourceReaderMetricGroup();
    }

    @Override
    public Configuration getConfiguration() {
      return new Configuration();
    }

    @Override
    public String getLocalHostName() {
      return "localhost";
    }

    @Override
    public int getIndexOfSubtask() {
      return 0;
    }

    @Override
    public void sendSplitRequest() {
      throw new UnsupportedOperationException("splits come by themselves");
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent event) {
      throw new UnsupportedOperationException("there is no coordinator");
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
    }
  }

  /** Keeps what is emitted. */
  private static final class Kept implements ReaderOutput<BeaconBlock> {
    final List<BeaconBlock> blocks = new ArrayList<>();

    @Override
    public void collect(BeaconBlock block) {
      blocks.add(block);
    }

    @Override
    public void collect(BeaconBlock block, long timestamp) {
      blocks.add(block);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      throw new UnsupportedOperationException("blocks have no watermarks");
    }

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<BeaconBlock> createOutputForSplit(String split) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String split) {}
  }

  @Test
  void whoWaitsBeforeTheFirstBlockIsToldTheLastOneOfThen() throws Exception {
    try (ScriptedNode node = new ScriptedNode(7);
        BeaconReader reader =
            new BeaconReader(
                new BeaconOptions(
                    List.of(node.address()), Duration.ofMillis(10), Duration.ofMillis(10)),
                new Alone())) {
      Kept kept = new Kept();
      reader.start();
      assertThat(reader.pollNext(kept).name()).isEqualTo("NOTHING_AVAILABLE");
      assertThat(reader.isAvailable()).isNotDone();

      reader.addSplits(List.of(new BeaconSplit(5)));
      assertThat(reader.isAvailable()).isDone();
      assertThat(reader.snapshotState(1)).containsExactly(new BeaconSplit(5));
      assertThat(node.questions()).isZero();

      node.finalizeTo(40);
      while (kept.blocks.size() < 35) {
        reader.isAvailable().get(30, TimeUnit.SECONDS);
        reader.pollNext(kept);
      }
      assertThat(kept.blocks).extracting(BeaconBlock::number).startsWith(6L, 7L, 8L);
      assertThat(kept.blocks).allMatch(block -> block.finalized() == 40);
      assertThat(reader.snapshotState(2)).containsExactly(new BeaconSplit(40));
    }
  }
}
