package io.tributary.connectors.batches;

import io.tributary.connectors.types.BinaryCodec;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Position, then key and value with their lengths; -1 for null. */
public final class IncomingBatchCodec implements BinaryCodec<IncomingBatch> {

  private static final long serialVersionUID = 1L;

  @Override
  public Class<IncomingBatch> type() {
    return IncomingBatch.class;
  }

  @Override
  public void write(IncomingBatch value, DataOutputView out) throws IOException {
    out.writeUTF(value.topic());
    out.writeInt(value.partition());
    out.writeLong(value.offset());
    out.writeLong(value.appendTimeMillis());
    writeBytes(value.key(), out);
    writeBytes(value.value(), out);
  }

  @Override
  public IncomingBatch read(int version, DataInputView in) throws IOException {
    return new IncomingBatch(
        in.readUTF(), in.readInt(), in.readLong(), in.readLong(), readBytes(in), readBytes(in));
  }

  private static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
    out.writeInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private static byte[] readBytes(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
