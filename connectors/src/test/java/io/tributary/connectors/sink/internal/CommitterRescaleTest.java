package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.sink.StagedFile;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.runtime.operators.sink.CommitterOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A checkpoint was complete, its commit was not, and the job restores at another parallelism. */
class CommitterRescaleTest {

  private static final int MAX_PARALLELISM = 16;
  private static final int FILES = 10;
  private static final long CHECKPOINT = 4;

  private final FakeLake lake = new FakeLake();

  @ParameterizedTest
  @CsvSource({"1,3", "3,8", "8,1", "2,2"})
  void everyFileIsCommittedOnceHoweverOftenItRestores(int before, int after) throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[before];
    for (int subtask = 0; subtask < before; subtask++) {
      states[subtask] = killedBeforeItsCommit(subtask, before);
    }
    assertThat(lake.published).isEmpty();
    OperatorSubtaskState state = AbstractStreamOperatorTestHarness.repackageState(states);
    List<String> all =
        IntStream.range(0, FILES)
            .mapToObj(i -> "committed " + FakeLake.file(i, CHECKPOINT).key())
            .toList();

    restore(state, before, after);
    assertThat(lake.published).containsExactlyInAnyOrderElementsOf(all);
    assertThat(lake.objects).hasSize(FILES);

    // Killed again before the next checkpoint: the same ones come again and are the same.
    lake.published.clear();
    restore(state, before, 1);
    assertThat(lake.published).containsExactlyInAnyOrderElementsOf(all);
    assertThat(lake.objects).hasSize(FILES);
  }

  private OperatorSubtaskState killedBeforeItsCommit(int subtask, int parallelism)
      throws Exception {
    List<StagedFile> files =
        IntStream.range(0, FILES)
            .filter(i -> i % parallelism == subtask)
            .mapToObj(i -> FakeLake.file(i, CHECKPOINT))
            .toList();
    try (OneInputStreamOperatorTestHarness<
            CommittableMessage<StagedFile>, CommittableMessage<StagedFile>>
        task = task(subtask, parallelism)) {
      task.open();
      task.processElement(
          new StreamRecord<>(
              new CommittableSummary<>(subtask, parallelism, CHECKPOINT, files.size(), 0)));
      for (StagedFile file : files) {
        task.processElement(
            new StreamRecord<>(new CommittableWithLineage<>(file, CHECKPOINT, subtask)));
      }
      return task.snapshot(CHECKPOINT, 1);
    }
  }

  private void restore(OperatorSubtaskState state, int before, int after) throws Exception {
    for (int subtask = 0; subtask < after; subtask++) {
      OperatorSubtaskState share =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              state, MAX_PARALLELISM, before, after, subtask);
      try (OneInputStreamOperatorTestHarness<
              CommittableMessage<StagedFile>, CommittableMessage<StagedFile>>
          task = task(subtask, after)) {
        task.setRestoredCheckpointId(CHECKPOINT);
        task.initializeState(share);
        task.open();
      }
    }
  }

  private OneInputStreamOperatorTestHarness<
          CommittableMessage<StagedFile>, CommittableMessage<StagedFile>>
      task(int subtask, int parallelism) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new CommitterOperatorFactory<>(
            new StagedFileSink(lake.sinkServices(), Duration.ofMinutes(1), 2), false, true),
        MAX_PARALLELISM,
        parallelism,
        subtask);
  }
}
