package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Crashes, restores and a store that fails: each row is in one emitted file all the same. */
class StageFilesRecoveryTest {

  @TempDir Path folder;
  private final FakeStager stager = new FakeStager();

  private StageHarness.Setup setup(boolean rocks) {
    StateBackend backend =
        rocks ? new EmbeddedRocksDBStateBackend(false) : new HashMapStateBackend();
    return StageHarness.Setup.of(folder, stager).with(backend);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCrashBeforeTheBarrierStagesTheSameFileAgain(boolean rocks) throws Exception {
    OperatorSubtaskState state;
    try (StageHarness task = setup(rocks).open()) {
      stager.permits.drainPermits();
      task.rows(1, 0, 10);
      task.mail();
      state = task.snapshot(1);
      stager.permits.release(1_000);
      task.settle();
    }
    try (StageHarness task = setup(rocks).restore(state, 1, StageHarness.START + 99_000)) {
      task.settle();
      task.snapshot(2);
      assertThat(task.emittedIds())
          .containsExactlyInAnyOrderElementsOf(StageFilesOperatorTest.ids(0, 10));
    }
    assertThat(stager.stages).hasSize(2);
    assertThat(stager.stages.values())
        .extracting(FakeStager.Stage::key)
        .containsOnly(first().key());
    assertThat(stager.stages.values())
        .extracting(FakeStager.Stage::digest)
        .containsOnly(first().digest());
  }

  private FakeStager.Stage first() {
    return stager.stages.get("upload-1");
  }

  @Test
  void aRefusedMinerIsRetriedOnceADelayHoweverManyFilesItHas() throws Exception {
    stager.refused.add(SinkRows.hotkey(1));
    try (StageHarness task = setup(false).open()) {
      task.rows(1, 0, 60);
      task.rows(2, 60, 70);
      task.settle();
      int before = stager.attempts.size();
      for (int second = 0; second < 300; second++) {
        task.advance(Duration.ofSeconds(1));
        task.settle();
      }
      // The shortest delay is 5 s, half of the one in the options.
      assertThat(stager.attempts.size() - before).isBetween(15, 60);
      task.snapshot(1);
      assertThat(task.emittedIds())
          .containsExactlyInAnyOrderElementsOf(StageFilesOperatorTest.ids(60, 70));
      stager.refused.clear();
      task.advance(Duration.ofSeconds(15));
      task.settle();
      task.snapshot(2);
      assertThat(task.emittedIds())
          .containsExactlyInAnyOrderElementsOf(StageFilesOperatorTest.ids(0, 70));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyHistoryPutsEachRowIntoOneFile(int seed) throws Exception {
    Random random = new Random(seed);
    StageHarness.Setup setup = setup(seed % 4 == 0);
    List<String> kept = new ArrayList<>();
    OperatorSubtaskState state = null;
    long checkpoint = 0;
    int rowsKept = 0;
    int next = 0;
    StageHarness task = setup.open();
    for (int step = 0; step < 400; step++) {
      int choice = random.nextInt(100);
      if (choice < 60) {
        task.row(next % 5, next++);
      } else if (choice < 75) {
        task.mail();
      } else if (choice < 85) {
        task.advance(Duration.ofSeconds(random.nextInt(30)));
      } else if (choice < 90) {
        stager.failures.set(random.nextInt(3));
      } else if (choice < 93) {
        task.settle();
      } else if (choice < 97) {
        state = task.snapshot(++checkpoint);
        kept.addAll(task.emittedIds());
        task.emitted.clear();
        rowsKept = next;
      } else if (state != null) {
        long now = task.now();
        task.close();
        task = setup.restore(state, checkpoint, now);
        next = rowsKept;
      }
    }
    stager.failures.set(2);
    task.endInput();
    kept.addAll(task.emittedIds());
    task.close();
    assertThat(kept).containsExactlyInAnyOrderElementsOf(StageFilesOperatorTest.ids(0, next));
  }
}
