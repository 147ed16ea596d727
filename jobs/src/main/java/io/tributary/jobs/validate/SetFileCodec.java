package io.tributary.jobs.validate;

import io.tributary.connectors.types.BinaryCodec;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.epoch.FrozenFile;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Bucket, both times, whether it can be frozen (0 not, 1 it can, 2 and its version is stated), then
 * the frozen file's entry or the finding.
 */
public final class SetFileCodec implements BinaryCodec<SetFile> {

  private static final long serialVersionUID = 1L;

  private static final int NOT_FROZEN = 0;
  private static final int FROZEN = 1;
  private static final int STATED = 2;

  @Override
  public Class<SetFile> type() {
    return SetFile.class;
  }

  @Override
  public void write(SetFile value, DataOutputView out) throws IOException {
    out.writeUTF(value.bucket());
    out.writeLong(value.stagedAtMillis());
    out.writeLong(value.appendedAtMillis());
    if (value.file().isPresent()) {
      out.writeByte(value.isStated() ? STATED : FROZEN);
      Bytes.write(value.file().get().encode(), out);
    } else {
      out.writeByte(NOT_FROZEN);
      FindingCodec.write(value.problem().orElseThrow(), out);
    }
  }

  @Override
  public SetFile read(int version, DataInputView in) throws IOException {
    String bucket = in.readUTF();
    long stagedAt = in.readLong();
    long appendedAt = in.readLong();
    int state = in.readByte();
    if (state == NOT_FROZEN) {
      return new SetFile(
          bucket,
          stagedAt,
          appendedAt,
          Optional.empty(),
          Optional.of(FindingCodec.read(in)),
          false);
    }
    try {
      FrozenFile file = FrozenFile.decode(Bytes.read(in));
      return new SetFile(
          bucket, stagedAt, appendedAt, Optional.of(file), Optional.empty(), state == STATED);
    } catch (MalformedBytesException e) {
      throw new IOException("a file of a set that cannot be read: " + e.getMessage(), e);
    }
  }
}
