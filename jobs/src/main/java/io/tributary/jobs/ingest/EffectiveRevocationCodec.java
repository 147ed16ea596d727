package io.tributary.jobs.ingest;

import io.tributary.connectors.types.BinaryCodec;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.wire.MalformedBytesException;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The time, then the revocation's canonical bytes with their length. */
public final class EffectiveRevocationCodec implements BinaryCodec<EffectiveRevocation> {

  private static final long serialVersionUID = 1L;

  @Override
  public Class<EffectiveRevocation> type() {
    return EffectiveRevocation.class;
  }

  @Override
  public void write(EffectiveRevocation value, DataOutputView out) throws IOException {
    byte[] body = value.revocation().encode();
    out.writeLong(value.fromMillis());
    out.writeShort(body.length);
    out.write(body);
  }

  @Override
  public EffectiveRevocation read(int version, DataInputView in) throws IOException {
    long fromMillis = in.readLong();
    byte[] body = new byte[in.readUnsignedShort()];
    in.readFully(body);
    try {
      return new EffectiveRevocation(Revocation.decode(body), fromMillis);
    } catch (MalformedBytesException e) {
      throw new IOException("not a revocation: " + e.getMessage(), e);
    }
  }
}
