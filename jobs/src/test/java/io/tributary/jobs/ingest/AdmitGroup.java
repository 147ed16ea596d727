package io.tributary.jobs.ingest;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.batches.KafkaMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** All subtasks that admit batches; a batch goes to the one that its hotkey belongs to. */
final class AdmitGroup implements AutoCloseable {

  private final List<AdmitHarness> tasks = new ArrayList<>();

  private AdmitGroup() {}

  /** As many subtasks as wanted, from the state of as many as there were, if there is one. */
  static AdmitGroup open(
      IngestRules rules, OperatorSubtaskState state, int oldParallelism, int parallelism)
      throws Exception {
    AdmitGroup group = new AdmitGroup();
    for (int subtask = 0; subtask < parallelism; subtask++) {
      OperatorSubtaskState share =
          state == null
              ? null
              : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                  state, AdmitHarness.MAX_PARALLELISM, oldParallelism, parallelism, subtask);
      group.tasks.add(AdmitHarness.subtask(rules, subtask, parallelism, share));
    }
    return group;
  }

  void setTime(Instant now) throws Exception {
    for (AdmitHarness task : tasks) {
      task.setTime(now);
    }
  }

  void process(IncomingBatch batch) throws Exception {
    int subtask =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            RejectionMessages.claimedHotkey(batch), AdmitHarness.MAX_PARALLELISM, tasks.size());
    tasks.get(subtask).process(batch);
  }

  /** How many of the subtasks have been given something. */
  long busy() throws Exception {
    long busy = 0;
    for (AdmitHarness task : tasks) {
      busy += task.records().isEmpty() ? 0 : 1;
    }
    return busy;
  }

  int records() {
    return tasks.stream().mapToInt(task -> task.records().size()).sum();
  }

  List<KafkaMessage> rejections() {
    return tasks.stream().flatMap(task -> task.rejections().stream()).toList();
  }

  /** The sums over all subtasks. */
  Map<String, Long> counts() throws Exception {
    Map<String, Long> sums = new HashMap<>();
    for (AdmitHarness task : tasks) {
      task.counts().forEach((name, count) -> sums.merge(name, count, Long::sum));
    }
    return sums;
  }

  /** A barrier passes all of them. */
  OperatorSubtaskState snapshot() throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[tasks.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = tasks.get(i).snapshot();
    }
    return AbstractStreamOperatorTestHarness.repackageState(states);
  }

  @Override
  public void close() throws Exception {
    for (AdmitHarness task : tasks) {
      task.close();
    }
  }
}
