package io.tributary.jobs.validate;

import io.tributary.connectors.types.BinaryCodec;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.epoch.FrozenFile;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Bucket, both times, whether it can be frozen, then the frozen file's entry or the finding. */
public final class SetFileCodec implements BinaryCodec<SetFile> {

  private static final long serialVersionUID = 1L;

  @Override
  public Class<SetFile> type() {
    return SetFile.class;
  }

  @Override
  public void write(SetFile value, DataOutputView out) throws IOException {
    out.writeUTF(value.bucket());
    out.writeLong(value.stagedAtMillis());
    out.writeLong(value.appendedAtMillis());
    out.writeBoolean(value.file().isPresent());
    if (value.file().isPresent()) {
      Bytes.write(value.file().get().encode(), out);
    } else {
      FindingCodec.write(value.problem().orElseThrow(), out);
    }
  }

  @Override
  public SetFile read(int version, DataInputView in) throws IOException {
    String bucket = in.readUTF();
    long stagedAt = in.readLong();
    long appendedAt = in.readLong();
    if (!in.readBoolean()) {
      return new SetFile(
          bucket, stagedAt, appendedAt, Optional.empty(), Optional.of(FindingCodec.read(in)));
    }
    try {
      FrozenFile file = FrozenFile.decode(Bytes.read(in));
      return new SetFile(bucket, stagedAt, appendedAt, Optional.of(file), Optional.empty());
    } catch (MalformedBytesException e) {
      throw new IOException("a file of a set that cannot be read: " + e.getMessage(), e);
    }
  }
}
