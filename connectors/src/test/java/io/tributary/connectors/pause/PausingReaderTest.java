package io.tributary.connectors.pause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;

class PausingReaderTest {

  private final Within within = new Within();
  private final Switch gate = new Switch();
  private final PausingReader<String, SourceSplit> reader = new PausingReader<>(within, gate);

  @Test
  void whileTheGateIsClosedNothingIsReadAndTheReaderSleeps() throws Exception {
    assertThat(reader.pollNext(null)).isEqualTo(InputStatus.MORE_AVAILABLE);
    assertThat(reader.isAvailable()).isSameAs(within.available);
    gate.opened = new CompletableFuture<>();
    assertThat(reader.pollNext(null)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    assertThat(within.polls).isEqualTo(1);
    CompletableFuture<Void> wakes = reader.isAvailable();
    assertThat(wakes).isNotDone();
    gate.opened.complete(null);
    assertThat(wakes).isDone();
    assertThat(reader.pollNext(null)).isEqualTo(InputStatus.MORE_AVAILABLE);
    assertThat(reader.isAvailable()).isSameAs(within.available);
  }

  @Test
  void checkpointsGoOnMeanwhile() throws Exception {
    gate.opened = new CompletableFuture<>();
    assertThat(reader.snapshotState(4)).isEmpty();
    reader.notifyCheckpointComplete(4);
    assertThat(within.checkpoints).containsExactly(4L, 4L);
  }

  @Test
  void closingClosesBoth() throws Exception {
    reader.close();
    assertThat(within.closed).isTrue();
    assertThat(gate.closed).isTrue();
  }

  private static final class Switch implements Gate {
    private CompletableFuture<Void> opened = CompletableFuture.completedFuture(null);
    private boolean closed;

    @Override
    public CompletableFuture<Void> opened() {
      return opened;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static final class Within implements SourceReader<String, SourceSplit> {
    private final CompletableFuture<Void> available = new CompletableFuture<>();
    private final List<Long> checkpoints = new ArrayList<>();
    private int polls;
    private boolean closed;

    @Override
    public void start() {
      // Has nothing to start.
    }

    @Override
    public InputStatus pollNext(ReaderOutput<String> output) {
      polls++;
      return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<SourceSplit> snapshotState(long checkpointId) {
      checkpoints.add(checkpointId);
      return List.of();
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      checkpoints.add(checkpointId);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return available;
    }

    @Override
    public void addSplits(List<SourceSplit> splits) {
      throw new AssertionError("none are given");
    }

    @Override
    public void notifyNoMoreSplits() {
      throw new AssertionError("nobody says so");
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
