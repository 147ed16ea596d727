package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.sink.StaleRestoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From which checkpoints the staging operator starts, and from which it refuses to. */
class StaleRestoreTest {

  @TempDir Path folder;
  private final FakeStager stager = new FakeStager();
  private StageHarness.Setup setup;
  private FakeLineage lineage;

  @BeforeEach
  void prepare() {
    setup = StageHarness.Setup.of(folder, stager);
    lineage = setup.lineage();
  }

  private OperatorSubtaskState takenAs(long checkpoint) throws Exception {
    try (StageHarness task = setup.open()) {
      task.row(1, 1);
      return task.snapshot(checkpoint);
    }
  }

  @Test
  void nothingIsStartedFromWhileFilesAreThere() {
    lineage.newest = 12;
    assertThatThrownBy(() -> setup.open())
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(StaleRestoreException.class)
        .hasMessage(
            "STALE_RESTORE: the job would start from nothing, but files of checkpoint 12 of line"
                + " are in the lake or parked, and their rows would be written twice; start it"
                + " from the newest checkpoint or savepoint (flink run -s), whose number is 12 or"
                + " higher");
    assertThat(lineage.closed).isEqualTo(1);
    assertThat(stager.attempts).isEmpty();
  }

  @Test
  void anOlderCheckpointIsRefusedTheNewestIsNot() throws Exception {
    OperatorSubtaskState state = takenAs(41);
    lineage.newest = 42;
    assertThatThrownBy(() -> setup.restore(state, 41, StageHarness.START))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(StaleRestoreException.class)
        .hasMessageStartingWith(
            "STALE_RESTORE: the job would start from checkpoint 41, but files of checkpoint 42 ");
    lineage.newest = 41;
    try (StageHarness task = setup.restore(state, 41, StageHarness.START)) {
      task.endInput();
      assertThat(task.emittedIds()).containsExactly("1");
    }
  }

  @Test
  void onlyWhatCameSinceTheCheckpointWasTakenIsAskedFor() throws Exception {
    OperatorSubtaskState state = takenAs(3);
    setup.restore(state, 3, StageHarness.START + 1_000_000_000L).close();
    assertThat(lineage.asked)
        .containsExactly(
            new FakeLineage.Question("line", 0, Instant.EPOCH),
            new FakeLineage.Question(
                "line", 3, Instant.ofEpochMilli(StageHarness.START).minus(Duration.ofDays(1))));
    assertThat(lineage.closed).isEqualTo(2);
  }

  @Test
  void theEarliestOfAllSubtasksTimesCountsAlsoAfterRescaling() throws Exception {
    OperatorSubtaskState state;
    try (StageGroup tasks = StageGroup.open(setup, 3)) {
      tasks.task(1).setClock(StageHarness.START - 5_000);
      state = tasks.snapshot(7);
    }
    lineage.asked.clear();
    StageGroup.restore(setup, state, 3, 8, 7, StageHarness.START).close();
    // One subtask of eight asks.
    assertThat(lineage.asked)
        .containsExactly(
            new FakeLineage.Question(
                "line",
                7,
                Instant.ofEpochMilli(StageHarness.START - 5_000).minus(Duration.ofDays(1))));
  }

  @Test
  void aLogThatDoesNotAnswerIsNoRefusal() {
    lineage.failure = new IOException("no broker answers");
    assertThatThrownBy(() -> setup.open())
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(StaleRestoreException.class)
        .hasMessage("no broker answers");
    assertThat(lineage.closed).isEqualTo(1);
  }

  @Test
  void filesOfTheEndOfInputAreNeverAheadOfTheCheckpointThatCarriesThem() throws Exception {
    OperatorSubtaskState last;
    try (StageHarness task = setup.open()) {
      task.row(1, 1);
      task.snapshot(5);
      // Checkpoint 6 fails elsewhere; 7 is the one that carries what the end emits.
      task.row(1, 2);
      task.endInput();
      last = task.snapshot(7);
      assertThat(task.emitted).extracting(StagedFile::checkpointId).containsExactly(6L);
    }
    lineage.newest = 6;
    setup.restore(last, 7, StageHarness.START).close();
  }
}
