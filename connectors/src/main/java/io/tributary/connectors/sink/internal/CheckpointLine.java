package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.LinePosition;
import io.tributary.connectors.sink.StaleRestoreException;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * Where a subtask's state stands on the job's line of checkpoints, kept in that state: when it was
 * taken, and in which start of the job.
 *
 * <p>Once it is open, the start is known to be no stale one. Belongs to the subtask's thread.
 */
final class CheckpointLine {

  private static final ListStateDescriptor<Long> TAKEN_AT =
      new ListStateDescriptor<>("taken-at", Types.LONG);
  private static final ListStateDescriptor<Long> EPOCH =
      new ListStateDescriptor<>("line-epoch", Types.LONG);

  private final ListState<Long> takenAt;
  private final ListState<Long> epochs;
  private final long epoch;

  private CheckpointLine(ListState<Long> takenAt, ListState<Long> epochs, long epoch) {
    this.takenAt = takenAt;
    this.epochs = epochs;
    this.epoch = epoch;
  }

  /**
   * Reads it, and lets the check pass or fail. One subtask asks for all: no checkpoint, and so no
   * file, is complete before it has passed.
   *
   * @param epoch this start of the job, as it was submitted; a recovery has the same. If the state
   *     is of a later one, that goes on: starts never go back.
   * @throws SuppressRestartsException if the check finds the start stale: trying again cannot help
   */
  static CheckpointLine open(
      StateInitializationContext context, RestoreCheck check, long epoch, int subtask)
      throws Exception {
    OperatorStateStore store = context.getOperatorStateStore();
    ListState<Long> takenAt = store.getUnionListState(TAKEN_AT);
    ListState<Long> epochs = store.getUnionListState(EPOCH);
    long restoredEpoch = 0;
    for (long written : epochs.get()) {
      restoredEpoch = Math.max(restoredEpoch, written);
    }
    if (subtask == 0) {
      OptionalLong checkpoint = context.getRestoredCheckpointId();
      LinePosition restored =
          checkpoint.isPresent()
              ? new LinePosition(restoredEpoch, checkpoint.getAsLong())
              : LinePosition.START;
      try {
        check.require(restored, earliest(takenAt));
      } catch (StaleRestoreException e) {
        throw new SuppressRestartsException(e);
      }
    }
    return new CheckpointLine(takenAt, epochs, Math.max(restoredEpoch, epoch));
  }

  /** When the first subtask took the checkpoint that the job goes on from. */
  private static OptionalLong earliest(ListState<Long> takenAt) throws Exception {
    OptionalLong earliest = OptionalLong.empty();
    for (long time : takenAt.get()) {
      earliest = OptionalLong.of(Math.min(time, earliest.orElse(time)));
    }
    return earliest;
  }

  /** The place of a checkpoint of this start. */
  LinePosition at(long checkpointId) {
    return new LinePosition(epoch, checkpointId);
  }

  /** Puts into state that a checkpoint is taken now. */
  void snapshot(long nowMillis) throws Exception {
    takenAt.update(List.of(nowMillis));
    epochs.update(List.of(epoch));
  }
}
