package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.sink.RollPolicy;
import io.tributary.connectors.sink.StagedFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When files are rolled, staged and emitted. */
class StageFilesOperatorTest {

  @TempDir Path folder;
  private final FakeStager stager = new FakeStager();

  private StageHarness.Setup setup() {
    return StageHarness.Setup.of(folder, stager);
  }

  @Test
  void rollsByRowsAndEmitsOnlyBeforeABarrier() throws Exception {
    try (StageHarness task = setup().open()) {
      for (int id = 0; id < 10; id++) {
        task.row(1, id);
        task.row(2, 100 + id % 9);
      }
      task.settle();
      assertThat(stager.stages).hasSize(1 + 1);
      assertThat(task.emitted).isEmpty();
      task.snapshot(7);
      assertThat(task.emitted).hasSize(2);
      // Which of two uploads ends first is not known.
      StagedFile first =
          task.emitted.stream()
              .filter(file -> file.key().hotkey().equals(SinkRows.hotkey(1)))
              .findFirst()
              .orElseThrow();
      assertThat(first.checkpointId()).isEqualTo(7);
      assertThat(first.lineage()).isEqualTo("line");
      assertThat(first.rows()).isEqualTo(10);
      assertThat(stager.ids(first)).containsExactlyElementsOf(ids(0, 10));
      task.snapshot(8);
      assertThat(task.emitted).hasSize(2);
      assertThat(task.stateEntries()).isZero();
    }
  }

  @Test
  void rollsByBytes() throws Exception {
    RollPolicy policy = new RollPolicy(2_000, 1_000, Duration.ofHours(1), 0);
    int size = SinkRows.row(1, 100).row().length + 1;
    int perFile = (2_000 + size - 1) / size;
    try (StageHarness task = setup().with(policy).open()) {
      task.rows(1, 100, 100 + perFile - 1);
      task.settle();
      assertThat(stager.stages).isEmpty();
      task.row(1, 100 + perFile - 1);
      task.settle();
      assertThat(stager.stages.values())
          .singleElement()
          .extracting(s -> s.ids().size())
          .isEqualTo(perFile);
    }
  }

  @Test
  void rollsByAgeOneBufferAMail() throws Exception {
    try (StageHarness task = setup().with(StageHarness.options(100)).open()) {
      for (int miner = 0; miner < 5; miner++) {
        task.row(miner, miner);
      }
      task.advance(Duration.ofSeconds(59));
      assertThat(task.mail()).isFalse();
      task.advance(Duration.ofSeconds(1));
      assertThat(task.inFlight()).isZero();
      stager.permits.drainPermits();
      for (int rolled = 1; rolled <= 5; rolled++) {
        assertThat(task.mail()).isTrue();
        assertThat(task.inFlight()).isEqualTo(rolled);
      }
      assertThat(task.mail()).isFalse();
      stager.permits.release(5);
      task.settle();
      assertThat(stager.stages).hasSize(5);
    }
  }

  @Test
  void aCheckpointCarriesABoundedNumberOfFilesAndTheNextOneTheOthers() throws Exception {
    int more = 5;
    try (StageHarness task = setup().open()) {
      for (int miner = 0; miner < StageFilesOperator.MOST_STAGED + more; miner++) {
        task.row(miner, miner);
      }
      task.advance(Duration.ofMinutes(2));
      task.settle();
      task.snapshot(1);
      assertThat(task.emitted).hasSize(StageFilesOperator.MOST_STAGED);
      task.settle();
      task.snapshot(2);
      assertThat(task.emitted).hasSize(StageFilesOperator.MOST_STAGED + more);
      assertThat(task.stateEntries()).isZero();
    }
  }

  @Test
  void theQueueGoesOnWhenMoreIsDueThanMayBeInFlight() throws Exception {
    try (StageHarness task = setup().with(StageHarness.options(1)).open()) {
      stager.permits.drainPermits();
      for (int miner = 0; miner < 20; miner++) {
        task.rows(miner, miner * 10, miner * 10 + 10);
        task.mail();
      }
      assertThat(task.inFlight()).isEqualTo(1);
      stager.permits.release(1_000);
      task.settle();
      task.snapshot(1);
      assertThat(task.emittedIds()).containsExactlyInAnyOrderElementsOf(ids(0, 200));
    }
  }

  @Test
  void manyGenerationsOfOneKeyAreAllStaged() throws Exception {
    try (StageHarness task = setup().open()) {
      task.rows(1, 0, 95);
      task.settle();
      task.snapshot(1);
      assertThat(task.emitted).hasSize(9);
      assertThat(task.emittedIds()).containsExactlyInAnyOrderElementsOf(ids(0, 90));
      task.advance(Duration.ofMinutes(1));
      task.settle();
      task.snapshot(2);
      assertThat(task.emittedIds()).containsExactlyInAnyOrderElementsOf(ids(0, 95));
    }
  }

  @Test
  void barriersDoNotWaitForTheStore() throws Exception {
    try (StageHarness task = setup().open()) {
      stager.permits.drainPermits();
      task.rows(1, 0, 10);
      task.mail();
      task.snapshot(1);
      assertThat(task.emitted).isEmpty();
      assertThat(task.stateEntries()).isPositive();
      stager.permits.release(1);
      task.settle();
      task.snapshot(2);
      assertThat(task.emittedIds()).containsExactlyInAnyOrderElementsOf(ids(0, 10));
      assertThat(task.stateEntries()).isZero();
    }
  }

  @Test
  void aClockThatWasSetBackDelaysButForgetsNothing() throws Exception {
    try (StageHarness task = setup().open()) {
      task.row(1, 1);
      task.advance(Duration.ofSeconds(60));
      task.setClock(StageHarness.START + 30_000);
      task.settle();
      assertThat(stager.stages).isEmpty();
      task.advance(Duration.ofSeconds(30));
      task.settle();
      assertThat(stager.stages).hasSize(1);
    }
  }

  @Test
  void endOfInputRollsEverythingAndWaits() throws Exception {
    try (StageHarness task = setup().open()) {
      task.rows(1, 0, 25);
      task.rows(2, 25, 28);
      task.snapshot(41);
      task.rows(3, 28, 33);
      task.endInput();
      assertThat(task.emittedIds()).containsExactlyInAnyOrderElementsOf(ids(0, 33));
      assertThat(task.emitted).extracting(StagedFile::checkpointId).containsOnly(42L);
      assertThat(task.stateEntries()).isZero();
    }
  }

  @Test
  void endOfInputWaitsForRetries() throws Exception {
    stager.failures.set(7);
    try (StageHarness task = setup().open()) {
      task.rows(1, 0, 25);
      task.rows(2, 25, 28);
      task.endInput();
      assertThat(task.emittedIds()).containsExactlyInAnyOrderElementsOf(ids(0, 28));
      assertThat(stager.failures).hasValue(0);
    }
  }

  @Test
  void endOfInputWithNothingEmitsNothing() throws Exception {
    try (StageHarness task = setup().open()) {
      task.endInput();
      assertThat(task.emitted).isEmpty();
    }
  }

  @Test
  void anErrorOfTheStagerFailsTheTask() throws Exception {
    stager.error = new LinkageError("a class is missing");
    try (StageHarness task = setup().open()) {
      task.rows(1, 0, 10);
      assertThatThrownBy(task::settle)
          .isInstanceOf(LinkageError.class)
          .hasMessage("a class is missing");
    }
  }

  @Test
  void snapshotAtRestHoldsEverythingThatWasNotEmitted() throws Exception {
    OperatorSubtaskState state;
    try (StageHarness task = setup().open()) {
      task.rows(1, 0, 13);
      task.rows(2, 13, 15);
      task.settle();
      state = task.snapshot(1);
      assertThat(task.emittedIds()).containsExactlyInAnyOrderElementsOf(ids(0, 10));
    }
    try (StageHarness task = setup().restore(state, 1, StageHarness.START)) {
      task.endInput();
      assertThat(task.emittedIds()).containsExactlyInAnyOrderElementsOf(ids(10, 15));
    }
  }

  static List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }

  @Test
  void aCancelledTaskEndsWithoutCountingAFailure() throws Exception {
    StageHarness task = setup().open();
    task.rows(1, 0, 10);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(task::mail).isInstanceOf(ClosedByInterruptException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    OperatorSubtaskState state = task.snapshot(1);
    task.close();
    assertThat(stager.stages).isEmpty();
    try (StageHarness next = setup().restore(state, 1, StageHarness.START)) {
      next.settle();
      assertThat(stager.stages.values())
          .singleElement()
          .extracting(s -> s.ids().size())
          .isEqualTo(10);
    }
  }
}
