package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.MinerRow;
import io.tributary.connectors.types.BinaryCodec;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Source, hotkey, length, bytes of the row. */
public final class MinerRowCodec implements BinaryCodec<MinerRow> {

  private static final long serialVersionUID = 1L;

  @Override
  public Class<MinerRow> type() {
    return MinerRow.class;
  }

  @Override
  public void write(MinerRow value, DataOutputView out) throws IOException {
    out.writeByte(value.source().code());
    out.writeUTF(value.hotkey().address());
    out.writeInt(value.row().length);
    out.write(value.row());
  }

  @Override
  public MinerRow read(int version, DataInputView in) throws IOException {
    SourceId source = SourceId.fromCode(in.readByte()).orElseThrow();
    Hotkey hotkey = new Hotkey(in.readUTF());
    byte[] row = new byte[in.readInt()];
    in.readFully(row);
    return new MinerRow(source, hotkey, row);
  }
}
