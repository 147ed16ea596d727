package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.StaleRestoreException;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * Where a subtask's state stands on the job's line of checkpoints, kept in that state.
 *
 * <p>Once it is open, the start is known to be no stale one. Belongs to the subtask's thread.
 */
final class CheckpointLine {

  private static final ListStateDescriptor<Long> TAKEN_AT =
      new ListStateDescriptor<>("taken-at", Types.LONG);

  private final ListState<Long> takenAt;

  private CheckpointLine(ListState<Long> takenAt) {
    this.takenAt = takenAt;
  }

  /**
   * Reads it, and lets the check pass or fail. One subtask asks for all: no checkpoint, and so no
   * file, is complete before it has passed.
   *
   * @throws SuppressRestartsException if the check finds the start stale: trying again cannot help
   */
  static CheckpointLine open(StateInitializationContext context, RestoreCheck check, int subtask)
      throws Exception {
    CheckpointLine line =
        new CheckpointLine(context.getOperatorStateStore().getUnionListState(TAKEN_AT));
    if (subtask == 0) {
      try {
        check.require(context.getRestoredCheckpointId(), line.earliest());
      } catch (StaleRestoreException e) {
        throw new SuppressRestartsException(e);
      }
    }
    return line;
  }

  /** When the first subtask took the checkpoint that the job goes on from. */
  private OptionalLong earliest() throws Exception {
    OptionalLong earliest = OptionalLong.empty();
    for (long time : takenAt.get()) {
      earliest = OptionalLong.of(Math.min(time, earliest.orElse(time)));
    }
    return earliest;
  }

  /** Puts into state that a checkpoint is taken now. */
  void snapshot(long nowMillis) throws Exception {
    takenAt.update(List.of(nowMillis));
  }
}
