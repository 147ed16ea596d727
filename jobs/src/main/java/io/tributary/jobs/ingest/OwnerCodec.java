package io.tributary.jobs.ingest;

import io.tributary.connectors.types.BinaryCodec;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The hotkey that owns an item, as its address. */
public final class OwnerCodec implements BinaryCodec<Hotkey> {

  private static final long serialVersionUID = 1L;

  @Override
  public Class<Hotkey> type() {
    return Hotkey.class;
  }

  @Override
  public void write(Hotkey value, DataOutputView out) throws IOException {
    out.writeUTF(value.address());
  }

  @Override
  public Hotkey read(int version, DataInputView in) throws IOException {
    return new Hotkey(in.readUTF());
  }
}
