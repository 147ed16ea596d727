package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.sink.LinePosition;
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
                + " higher; or have what is later withdrawn first, by --rewind 0.0..0.12");
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
            Instant.EPOCH, Instant.ofEpochMilli(StageHarness.START).minus(Duration.ofDays(1)));
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
            Instant.ofEpochMilli(StageHarness.START - 5_000).minus(Duration.ofDays(1)));
  }

  private StageHarness.Setup startedAs(long epoch) {
    return setup.with(setup.options().withEpoch(epoch));
  }

  @Test
  void filesTellOfWhichStartTheyAreAlsoAfterItIsRecovered() throws Exception {
    OperatorSubtaskState old = takenAs(5);
    OperatorSubtaskState state;
    try (StageHarness task = startedAs(70).restore(old, 5, StageHarness.START)) {
      task.rows(1, 10, 19);
      task.settle();
      state = task.snapshot(6);
      assertThat(task.emitted).extracting(StagedFile::epoch).containsExactly(70L);
    }
    // One whose start is not told apart, and one of a clock that is behind, go on as this start.
    for (long epoch : new long[] {0, 60, 70}) {
      try (StageHarness task = startedAs(epoch).restore(state, 6, StageHarness.START)) {
        task.row(1, 20);
        task.endInput();
        assertThat(task.emitted)
            .extracting(StagedFile::position)
            .containsExactly(new LinePosition(70, 7));
      }
    }
  }

  @Test
  void aCheckpointOfAnEarlierStartIsRefusedHoweverHighItsNumber() throws Exception {
    OperatorSubtaskState left = takenAs(9);
    lineage.newest = 7;
    lineage.epoch = 70;
    assertThatThrownBy(() -> setup.restore(left, 9, StageHarness.START))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(StaleRestoreException.class)
        .hasMessage(
            "STALE_RESTORE: the job would start from checkpoint 9, but files of checkpoint 7 of"
                + " line, of a later start of the job, are in the lake or parked, and their rows"
                + " would be written twice; start it from the newest checkpoint or savepoint"
                + " (flink run -s), whose number is 7 or higher; or have what is later withdrawn"
                + " first, by --rewind 0.9..70.7");
  }

  @Test
  void aCheckpointWhoseFilesWereWithdrawnIsRefusedTheOneBeforeIsNot() throws Exception {
    OperatorSubtaskState state = takenAs(9);
    lineage.newest = 8;
    lineage.withdrawnBy = 70;
    assertThatThrownBy(() -> setup.restore(state, 9, StageHarness.START))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(StaleRestoreException.class)
        .hasMessage(
            "STALE_RESTORE: the job would start from checkpoint 9, but a file of checkpoint 8 of"
                + " line was withdrawn when the job was rewound to an earlier one, and its rows"
                + " would be lost; start it from the newest checkpoint or savepoint of the start"
                + " after that, or from the one it was rewound to");
    startedAs(70).restore(state, 7, StageHarness.START).close();
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
