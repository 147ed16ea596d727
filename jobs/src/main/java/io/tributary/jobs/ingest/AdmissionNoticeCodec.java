package io.tributary.jobs.ingest;

import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.types.BinaryCodec;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A byte that says which notice, then it: a revocation, or buffer, whether blocked, and time. */
public final class AdmissionNoticeCodec implements BinaryCodec<AdmissionNotice> {

  private static final long serialVersionUID = 1L;

  private static final int REVOCATION = 1;
  private static final int BLOCK = 2;

  private static final EffectiveRevocationCodec REVOCATIONS = new EffectiveRevocationCodec();

  @Override
  public Class<AdmissionNotice> type() {
    return AdmissionNotice.class;
  }

  @Override
  public void write(AdmissionNotice value, DataOutputView out) throws IOException {
    if (value instanceof EffectiveRevocation revocation) {
      out.writeByte(REVOCATION);
      REVOCATIONS.write(revocation, out);
    } else if (value instanceof BlockNotice block) {
      out.writeByte(BLOCK);
      writeBuffer(block.buffer(), out);
      out.writeBoolean(block.blocked());
      out.writeLong(block.atMillis());
    }
  }

  @Override
  public AdmissionNotice read(int version, DataInputView in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case REVOCATION -> REVOCATIONS.read(1, in);
      case BLOCK -> new BlockNotice(readBuffer(in), in.readBoolean(), in.readLong());
      default -> throw new IOException("a notice of kind " + kind);
    };
  }

  private static void writeBuffer(BufferKey buffer, DataOutputView out) throws IOException {
    byte[] name = buffer.name();
    out.writeByte(name.length);
    out.write(name);
  }

  private static BufferKey readBuffer(DataInputView in) throws IOException {
    byte[] name = new byte[in.readUnsignedByte()];
    in.readFully(name);
    return BufferKey.ofName(name)
        .orElseThrow(() -> new IOException("a notice of a buffer that cannot be read"));
  }
}
