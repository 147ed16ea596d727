package io.tributary.connectors.batches;

import io.tributary.connectors.types.BinaryCodec;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Key with its length (-1 for null), value with its length, reason (empty for none). */
public final class KafkaMessageCodec implements BinaryCodec<KafkaMessage> {

  private static final long serialVersionUID = 1L;

  @Override
  public Class<KafkaMessage> type() {
    return KafkaMessage.class;
  }

  @Override
  public void write(KafkaMessage value, DataOutputView out) throws IOException {
    out.writeInt(value.key() == null ? -1 : value.key().length);
    if (value.key() != null) {
      out.write(value.key());
    }
    out.writeInt(value.value().length);
    out.write(value.value());
    out.writeUTF(value.reason() == null ? "" : value.reason());
  }

  @Override
  public KafkaMessage read(int version, DataInputView in) throws IOException {
    byte[] key = null;
    int keyLength = in.readInt();
    if (keyLength >= 0) {
      key = new byte[keyLength];
      in.readFully(key);
    }
    byte[] value = new byte[in.readInt()];
    in.readFully(value);
    String reason = in.readUTF();
    return new KafkaMessage(key, value, reason.isEmpty() ? null : reason);
  }
}
