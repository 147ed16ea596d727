package io.tributary.jobs.validate;

import io.tributary.connectors.types.BinaryCodec;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.check.ItemSample;
import io.tributary.lake.check.ItemSampleCodec;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The bytes of a sample of items, which say their own version, after their length. */
public final class HeldItemsCodec implements BinaryCodec<ItemSample> {

  private static final long serialVersionUID = 1L;

  @Override
  public Class<ItemSample> type() {
    return ItemSample.class;
  }

  @Override
  public void write(ItemSample value, DataOutputView out) throws IOException {
    Bytes.write(ItemSampleCodec.encode(value), out);
  }

  @Override
  public ItemSample read(int version, DataInputView in) throws IOException {
    try {
      return ItemSampleCodec.decode(Bytes.read(in));
    } catch (MalformedBytesException e) {
      throw new IOException("a sample that cannot be read: " + e.getMessage(), e);
    }
  }
}
