package io.tributary.jobs.validate;

import io.tributary.connectors.types.BinaryCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The last epochs that ended and were compared, number of open ones, and for each its number,
 * parallelism, miners awaited and held, number of subtasks, and they, ascending.
 */
public final class EpochProgressCodec implements BinaryCodec<EpochProgress> {

  private static final long serialVersionUID = 1L;

  @Override
  public Class<EpochProgress> type() {
    return EpochProgress.class;
  }

  @Override
  public void write(EpochProgress value, DataOutputView out) throws IOException {
    out.writeLong(value.ended());
    out.writeLong(value.compared());
    out.writeInt(value.open().size());
    for (OpenEpoch epoch : value.open()) {
      out.writeLong(epoch.epoch());
      out.writeInt(epoch.parallelism());
      out.writeLong(epoch.awaited());
      out.writeLong(epoch.held());
      out.writeInt(epoch.subtasks().size());
      for (int subtask : new TreeSet<>(epoch.subtasks())) {
        out.writeInt(subtask);
      }
    }
  }

  @Override
  public EpochProgress read(int version, DataInputView in) throws IOException {
    long ended = in.readLong();
    long compared = in.readLong();
    int count = in.readInt();
    List<OpenEpoch> open = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        open.add(readOpen(in));
      }
      return new EpochProgress(ended, compared, open);
    } catch (IllegalArgumentException e) {
      throw new IOException("a progress that cannot be read: " + e.getMessage(), e);
    }
  }

  private static OpenEpoch readOpen(DataInputView in) throws IOException {
    long epoch = in.readLong();
    int parallelism = in.readInt();
    long awaited = in.readLong();
    long held = in.readLong();
    int count = in.readInt();
    Set<Integer> subtasks = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      subtasks.add(in.readInt());
    }
    return new OpenEpoch(epoch, parallelism, subtasks, awaited, held);
  }
}
