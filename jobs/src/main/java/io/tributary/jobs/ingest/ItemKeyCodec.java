package io.tributary.jobs.ingest;

import io.tributary.connectors.types.BinaryCodec;
import io.tributary.schemas.ItemKey;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The 16 bytes of the key: state for a billion items cannot afford more. */
public final class ItemKeyCodec implements BinaryCodec<ItemKey> {

  private static final long serialVersionUID = 1L;

  @Override
  public Class<ItemKey> type() {
    return ItemKey.class;
  }

  @Override
  public void write(ItemKey value, DataOutputView out) throws IOException {
    out.writeLong(value.high());
    out.writeLong(value.low());
  }

  @Override
  public ItemKey read(int version, DataInputView in) throws IOException {
    return new ItemKey(in.readLong(), in.readLong());
  }
}
