package io.tributary.connectors.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/** Counts over Flink's operator state, in its harness. */
class CheckpointedCountersTest {

  private static final int MAX_PARALLELISM = 8;

  /** Adds each number to the first of its counts. */
  private static final class Adding extends ProcessFunction<Integer, Integer>
      implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private final String[] names;
    private transient CheckpointedCounters counters;

    Adding(String... names) {
      this.names = names;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      counters = new CheckpointedCounters(names);
      counters.initialize(context.getOperatorStateStore(), getRuntimeContext().getMetricGroup());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      counters.snapshot();
    }

    @Override
    public void processElement(Integer number, Context context, Collector<Integer> out) {
      counters.add(names[0], number);
    }
  }

  private static OneInputStreamOperatorTestHarness<Integer, Integer> open(
      Adding function, int subtask, int parallelism, OperatorSubtaskState state) throws Exception {
    OneInputStreamOperatorTestHarness<Integer, Integer> harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(function), MAX_PARALLELISM, parallelism, subtask);
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  @Test
  void countsStandWhereTheCheckpointLeftThem() throws Exception {
    Adding function = new Adding("rows", "files");
    OperatorSubtaskState state;
    try (var harness = open(function, 0, 1, null)) {
      harness.processElement(7, 0);
      harness.processElement(-2, 0);
      state = harness.snapshot(1, 1);
      harness.processElement(100, 0);
      assertThat(function.counters.get("rows")).isEqualTo(105);
    }
    Adding restored = new Adding("rows", "files");
    try (var harness = open(restored, 0, 1, state)) {
      assertThat(restored.counters.get("rows")).isEqualTo(5);
      assertThat(restored.counters.get("files")).isZero();
      harness.processElement(1, 0);
      assertThat(restored.counters.get("rows")).isEqualTo(6);
    }
  }

  @Test
  void theSumOverSubtasksSurvivesARescale() throws Exception {
    OperatorSubtaskState state;
    try (var first = open(new Adding("rows"), 0, 2, null);
        var second = open(new Adding("rows"), 1, 2, null)) {
      first.processElement(3, 0);
      second.processElement(4, 0);
      state =
          AbstractStreamOperatorTestHarness.repackageState(
              first.snapshot(1, 1), second.snapshot(1, 1));
    }
    for (int parallelism : List.of(1, 3)) {
      long sum = 0;
      for (int subtask = 0; subtask < parallelism; subtask++) {
        OperatorSubtaskState own =
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, MAX_PARALLELISM, 2, parallelism, subtask);
        Adding function = new Adding("rows");
        try (var harness = open(function, subtask, parallelism, own)) {
          assertThat(harness.extractOutputValues()).isEmpty();
          sum += function.counters.get("rows");
        }
      }
      assertThat(sum).isEqualTo(7);
    }
  }

  @Test
  void aCountThatThisReleaseDoesNotShowIsCarriedOn() throws Exception {
    OperatorSubtaskState newer;
    try (var harness = open(new Adding("future", "rows"), 0, 1, null)) {
      harness.processElement(9, 0);
      newer = harness.snapshot(1, 1);
    }
    OperatorSubtaskState older;
    try (var harness = open(new Adding("rows"), 0, 1, newer)) {
      harness.processElement(2, 0);
      older = harness.snapshot(2, 2);
    }
    Adding again = new Adding("future", "rows");
    try (var harness = open(again, 0, 1, older)) {
      assertThat(harness.extractOutputValues()).isEmpty();
      assertThat(again.counters.get("future")).isEqualTo(9);
      assertThat(again.counters.get("rows")).isEqualTo(2);
    }
  }

  @Test
  void aCountThatNobodyNamedIsRefused() {
    CheckpointedCounters counters = new CheckpointedCounters("rows");
    assertThatThrownBy(() -> counters.add("row", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no count is named row");
  }
}
