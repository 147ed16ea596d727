package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.types.BinaryCodec;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Source, hotkey, shard. */
public final class BufferKeyCodec implements BinaryCodec<BufferKey> {

  private static final long serialVersionUID = 1L;

  @Override
  public Class<BufferKey> type() {
    return BufferKey.class;
  }

  @Override
  public void write(BufferKey value, DataOutputView out) throws IOException {
    out.writeByte(value.source().code());
    out.writeUTF(value.hotkey().address());
    out.writeShort(value.shard());
  }

  @Override
  public BufferKey read(int version, DataInputView in) throws IOException {
    SourceId source = SourceId.fromCode(in.readByte()).orElseThrow();
    return new BufferKey(source, new Hotkey(in.readUTF()), in.readUnsignedShort());
  }
}
