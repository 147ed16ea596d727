package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another parallelism, and state of the first release: each row is in one emitted file. */
class StageFilesRescaleTest {

  private static final int MINERS = 20;

  @TempDir Path folder;
  private final FakeStager stager = new FakeStager();
  private final List<String> kept = new ArrayList<>();
  private int next;

  private StageHarness.Setup setup(boolean rocks) {
    StateBackend backend =
        rocks ? new EmbeddedRocksDBStateBackend(false) : new HashMapStateBackend();
    return StageHarness.Setup.of(folder, stager).with(backend);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fromOneToThreeToEightToOne(boolean rocks) throws Exception {
    StageHarness.Setup setup = setup(rocks);
    StageGroup tasks = StageGroup.open(setup, 1);
    OperatorSubtaskState state = load(tasks, 1);
    int before = 1;
    long checkpoint = 1;
    for (int parallelism : new int[] {3, 8, 1}) {
      long now = StageHarness.START + checkpoint * 1_000;
      tasks = StageGroup.restore(setup, state, before, parallelism, checkpoint, now);
      state = load(tasks, ++checkpoint);
      before = parallelism;
    }
    try (StageGroup last =
        StageGroup.restore(setup, state, before, 1, checkpoint, StageHarness.START)) {
      last.endInput();
      kept.addAll(last.emittedIds());
    }
    assertThat(next).isEqualTo(4 * 21 * MINERS);
    assertThat(kept).containsExactlyInAnyOrderElementsOf(StageFilesOperatorTest.ids(0, next));
  }

  /**
   * Takes a snapshot with rows in every place they can be: in open blocks, in sealed generations
   * that are on their way, in descriptors that leave with the barrier. Then crashes with newer ones
   * in all these places, which are lost and come again.
   */
  private OperatorSubtaskState load(StageGroup tasks, long checkpoint) throws Exception {
    next = rows(tasks, next, 12);
    tasks.settle();
    stager.permits.drainPermits();
    next = rows(tasks, next, 9);
    tasks.mails();
    OperatorSubtaskState state = tasks.snapshot(checkpoint);
    kept.addAll(tasks.emittedIds());
    rows(tasks, next, 5);
    stager.permits.release(Integer.MAX_VALUE / 2);
    tasks.settle();
    rows(tasks, next, 7);
    tasks.close();
    return state;
  }

  private static int rows(StageGroup tasks, int from, int each) throws Exception {
    int id = from;
    for (int i = 0; i < each * MINERS; i++) {
      tasks.row(i % MINERS, id++);
    }
    return id;
  }

  /** Miner 1 has a sealed generation of ten rows and three open ones, miner 2 five open ones. */
  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void stateOfTheFirstReleaseGoesOn(String backend) throws Exception {
    OperatorSubtaskState state = GoldenState.read("stage-files-" + backend + "-1");
    StageHarness.Setup setup = setup(backend.equals("rocksdb"));
    try (StageGroup tasks = StageGroup.restore(setup, state, 1, 3, 1, StageHarness.START)) {
      tasks.settle();
      tasks.snapshot(2);
      assertThat(tasks.emittedIds())
          .containsExactlyInAnyOrderElementsOf(StageFilesOperatorTest.ids(0, 10));
      tasks.row(2, 18);
      tasks.endInput();
      assertThat(tasks.emittedIds())
          .containsExactlyInAnyOrderElementsOf(StageFilesOperatorTest.ids(0, 19));
    }
    // It does not say when it was taken: the log is read from its beginning.
    assertThat(setup.lineage().asked).containsExactly(Instant.EPOCH);
  }
}
