package io.tributary.jobs.validate;

import io.tributary.connectors.types.BinaryCodec;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictCodec;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A verdict's canonical bytes, which say their own version, after their length. */
public final class HeldVerdictCodec implements BinaryCodec<Verdict> {

  private static final long serialVersionUID = 1L;

  @Override
  public Class<Verdict> type() {
    return Verdict.class;
  }

  @Override
  public void write(Verdict value, DataOutputView out) throws IOException {
    Bytes.write(VerdictCodec.encode(value), out);
  }

  @Override
  public Verdict read(int version, DataInputView in) throws IOException {
    try {
      return VerdictCodec.decode(Bytes.read(in));
    } catch (MalformedBytesException e) {
      throw new IOException("a verdict that cannot be read: " + e.getMessage(), e);
    }
  }
}
