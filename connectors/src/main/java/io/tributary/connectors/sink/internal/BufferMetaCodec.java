package io.tributary.connectors.sink.internal;

import io.tributary.connectors.types.BinaryCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Next number, due time, sealed generations, and the open one if there is one. */
public final class BufferMetaCodec implements BinaryCodec<BufferMeta> {

  private static final long serialVersionUID = 1L;

  @Override
  public Class<BufferMeta> type() {
    return BufferMeta.class;
  }

  @Override
  public void write(BufferMeta value, DataOutputView out) throws IOException {
    out.writeLong(value.next());
    out.writeLong(value.dueAtMillis());
    out.writeInt(value.sealed().size());
    for (Generation generation : value.sealed()) {
      write(generation, out);
    }
    out.writeBoolean(value.open() != null);
    if (value.open() != null) {
      write(value.open(), out);
    }
  }

  @Override
  public BufferMeta read(int version, DataInputView in) throws IOException {
    long next = in.readLong();
    long dueAtMillis = in.readLong();
    int count = in.readInt();
    List<Generation> sealed = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      sealed.add(readGeneration(in));
    }
    Generation open = in.readBoolean() ? readGeneration(in) : null;
    return new BufferMeta(sealed, open, next, dueAtMillis);
  }

  private static void write(Generation value, DataOutputView out) throws IOException {
    out.writeLong(value.number());
    out.writeInt(value.blocks());
    out.writeLong(value.rows());
    out.writeLong(value.bytes());
    out.writeLong(value.openedAtMillis());
    out.writeLong(value.sealedAtMillis());
  }

  private static Generation readGeneration(DataInputView in) throws IOException {
    return new Generation(
        in.readLong(), in.readInt(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }
}
