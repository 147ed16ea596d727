package io.tributary.jobs.validate;

import io.tributary.connectors.types.BinaryCodec;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A byte that says which notice, then the marker's numbers, or verdict and items. */
public final class EpochNoticeCodec implements BinaryCodec<EpochNotice> {

  private static final long serialVersionUID = 1L;

  private static final int MARKER = 1;
  private static final int JUDGED = 2;
  private static final HeldVerdictCodec VERDICT = new HeldVerdictCodec();
  private static final HeldItemsCodec ITEMS = new HeldItemsCodec();

  @Override
  public Class<EpochNotice> type() {
    return EpochNotice.class;
  }

  @Override
  public void write(EpochNotice value, DataOutputView out) throws IOException {
    if (value instanceof EpochMarker marker) {
      out.writeByte(MARKER);
      out.writeLong(marker.epoch());
      out.writeInt(marker.subtask());
      out.writeInt(marker.parallelism());
      out.writeInt(marker.miners());
    } else if (value instanceof JudgedMiner judged) {
      out.writeByte(JUDGED);
      VERDICT.write(judged.verdict(), out);
      ITEMS.write(judged.items(), out);
    }
  }

  @Override
  public EpochNotice read(int version, DataInputView in) throws IOException {
    int kind = in.readByte();
    try {
      return switch (kind) {
        case MARKER -> new EpochMarker(in.readLong(), in.readInt(), in.readInt(), in.readInt());
        case JUDGED -> new JudgedMiner(VERDICT.read(version, in), ITEMS.read(version, in));
        default -> throw new IOException("a notice of kind " + kind);
      };
    } catch (IllegalArgumentException e) {
      throw new IOException("a notice that cannot be read: " + e.getMessage(), e);
    }
  }
}
