package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.sink.BufferKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Buffers of miners whose files cannot be staged, and what is published of them. */
class BlockedBuffersTest {

  /** Ten rows make a file; two files and a half are too much. */
  private static final long LIMIT = 25L * (SinkRows.row(1, 100).row().length + 1);

  private static final String BLOCK_ANN = "block " + SinkRows.hotkey(1);
  private static final String UNBLOCK_ANN = "unblock " + SinkRows.hotkey(1);

  @TempDir Path folder;
  private final FakeStager stager = new FakeStager();
  private final FakeBlockedLog log = new FakeBlockedLog();

  private StageHarness.Setup setup() {
    return StageHarness.Setup.of(folder, stager).bounded(LIMIT, log);
  }

  /** Miner 1 fills its buffer, row by row, while its files are refused. */
  private void fill(StageHarness task) throws Exception {
    stager.refused.add(SinkRows.hotkey(1));
    task.rows(1, 100, 130);
    task.settle();
  }

  @Test
  void aRefusedMinerIsBlockedOnceAndFreedWhenItsFilesGetThrough() throws Exception {
    try (StageHarness task = setup().open()) {
      stager.refused.add(SinkRows.hotkey(1));
      task.rows(1, 100, 120);
      task.rows(2, 200, 300);
      task.settle();
      assertThat(log.isQuiet()).as("two files wait, and a third would be too much").isTrue();
      task.rows(1, 120, 130);
      task.settle();
      assertThat(log.next()).isEqualTo(BLOCK_ANN);
      // What was admitted before that was known still comes, and is taken.
      task.rows(1, 130, 145);
      task.settle();
      task.snapshot(1);
      assertThat(task.emitted).hasSize(10);
      stager.refused.clear();
      task.advance(Duration.ofSeconds(15));
      task.settle();
      task.snapshot(2);
      assertThat(log.next()).isEqualTo(UNBLOCK_ANN);
      assertThat(log.isQuiet()).isTrue();
      assertThat(task.emittedIds())
          .containsExactlyInAnyOrderElementsOf(
              IntStream.concat(IntStream.range(100, 140), IntStream.range(200, 300))
                  .mapToObj(Integer::toString)
                  .toList());
    }
    assertThat(log.open).hasValue(0);
  }

  @Test
  void aSlowStoreBlocksNobody() throws Exception {
    try (StageHarness task = setup().open()) {
      stager.permits.drainPermits();
      task.rows(1, 100, 190);
      while (task.mail()) {
        // Everything is on its way, or waits for its turn.
      }
      stager.permits.release(1_000);
      task.settle();
      task.snapshot(1);
      assertThat(task.emitted).hasSize(9);
    }
    assertThat(log.isQuiet()).isTrue();
  }

  @Test
  void anOutageIsToldAndARefusalIsNone() throws Exception {
    try (StageHarness task = setup().open()) {
      stager.refused.add(SinkRows.hotkey(1));
      task.rows(1, 100, 110);
      task.settle();
      task.advance(Duration.ofMinutes(1));
      task.settle();
      assertThat(log.isQuiet()).as("one miner is refused").isTrue();
      stager.down = true;
      task.rows(2, 200, 210);
      task.settle();
      assertThat(log.isQuiet()).as("it has only just begun").isTrue();
      for (int tried = 0; tried < 20 && log.isQuiet(); tried++) {
        task.advance(Duration.ofSeconds(5));
        task.settle();
      }
      assertThat(log.next()).isEqualTo("outage");
      stager.down = false;
      stager.refused.clear();
      task.advance(Duration.ofSeconds(15));
      task.settle();
      task.snapshot(1);
      assertThat(task.emitted).hasSize(2);
    }
  }

  @Test
  void afterARestoreABlockedBufferStaysBlockedUntilItsFilesGetThrough() throws Exception {
    OperatorSubtaskState state;
    try (StageHarness task = setup().open()) {
      fill(task);
      assertThat(log.next()).isEqualTo(BLOCK_ANN);
      state = task.snapshot(1);
    }
    try (StageHarness task = setup().restore(state, 1, StageHarness.START)) {
      task.settle();
      assertThat(log.blocked).containsExactly(SinkRows.key(1));
      stager.refused.clear();
      task.advance(Duration.ofSeconds(15));
      task.settle();
      task.snapshot(2);
      assertThat(log.next()).isEqualTo(UNBLOCK_ANN);
      assertThat(task.emitted).hasSize(3);
    }
  }

  /** The subtask failed after it had blocked a buffer that its last checkpoint does not hold. */
  @Test
  void whatWasPublishedSinceTheCheckpointIsTakenBack() throws Exception {
    OperatorSubtaskState state;
    try (StageHarness task = setup().open()) {
      state = task.snapshot(1);
      fill(task);
      assertThat(log.next()).isEqualTo(BLOCK_ANN);
    }
    try (StageHarness task = setup().restore(state, 1, StageHarness.START)) {
      assertThat(log.next()).isEqualTo(UNBLOCK_ANN);
      assertThat(task.inFlight()).isZero();
    }
  }

  /** The buffers of other subtasks are theirs to tell of. */
  @Test
  void aSubtaskTakesBackOnlyItsOwn() throws Exception {
    IntStream.range(0, 20).forEach(miner -> log.blocked.add(SinkRows.key(miner)));
    List<BufferKey> others =
        log.blocked.stream()
            .filter(
                key ->
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            key, StageHarness.MAX_PARALLELISM, 2)
                        == 1)
            .toList();
    assertThat(others).isNotEmpty().hasSizeLessThan(20);
    try (StageHarness task = setup().subtask(0, 2).open()) {
      for (int word = others.size(); word < 20; word++) {
        assertThat(log.next()).startsWith("unblock ");
      }
      assertThat(task.inFlight()).isZero();
    }
    assertThat(log.blocked).containsExactlyInAnyOrderElementsOf(others);
  }
}
