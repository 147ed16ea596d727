package io.tributary.connectors.sink.internal;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** All subtasks of the staging operator; rows go to the one that their key belongs to. */
final class StageGroup implements AutoCloseable {

  private final List<StageHarness> tasks = new ArrayList<>();

  private StageGroup() {}

  static StageGroup open(StageHarness.Setup setup, int parallelism) throws Exception {
    StageGroup group = new StageGroup();
    for (int subtask = 0; subtask < parallelism; subtask++) {
      group.tasks.add(setup.subtask(subtask, parallelism).open());
    }
    return group;
  }

  /** As many subtasks as wanted, from the state of as many as there were. */
  static StageGroup restore(
      StageHarness.Setup setup,
      OperatorSubtaskState state,
      int oldParallelism,
      int parallelism,
      long checkpoint,
      long now)
      throws Exception {
    StageGroup group = new StageGroup();
    for (int subtask = 0; subtask < parallelism; subtask++) {
      OperatorSubtaskState share =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              state, StageHarness.MAX_PARALLELISM, oldParallelism, parallelism, subtask);
      group.tasks.add(setup.subtask(subtask, parallelism).restore(share, checkpoint, now));
    }
    return group;
  }

  StageHarness task(int subtask) {
    return tasks.get(subtask);
  }

  void row(int miner, int id) throws Exception {
    int subtask =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            SinkRows.key(miner), StageHarness.MAX_PARALLELISM, tasks.size());
    tasks.get(subtask).row(miner, id);
  }

  void settle() throws Exception {
    for (StageHarness task : tasks) {
      task.settle();
    }
  }

  /** Runs what mails there are, without waiting for files on their way. */
  void mails() throws Exception {
    for (StageHarness task : tasks) {
      while (task.mail()) {
        // The next one.
      }
    }
  }

  /** A barrier passes all of them. */
  OperatorSubtaskState snapshot(long checkpoint) throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[tasks.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = tasks.get(i).snapshot(checkpoint);
    }
    return AbstractStreamOperatorTestHarness.repackageState(states);
  }

  void endInput() throws Exception {
    for (StageHarness task : tasks) {
      task.endInput();
    }
  }

  List<String> emittedIds() {
    return tasks.stream().flatMap(task -> task.emittedIds().stream()).toList();
  }

  @Override
  public void close() throws Exception {
    for (StageHarness task : tasks) {
      task.close();
    }
  }
}
