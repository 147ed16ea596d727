package io.tributary.jobs.validate;

import io.tributary.connectors.types.BinaryCodec;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.proof.CommittedFile;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A byte that says which notice, its time, then the message's offset, if it is known, and the
 * message, or digest and revocation.
 */
public final class MinerNoticeCodec implements BinaryCodec<MinerNotice> {

  private static final long serialVersionUID = 1L;

  private static final int FILE = 1;
  private static final int REVOCATION = 2;
  private static final int FILE_WITH_OFFSET = 3;

  @Override
  public Class<MinerNotice> type() {
    return MinerNotice.class;
  }

  @Override
  public void write(MinerNotice value, DataOutputView out) throws IOException {
    if (value instanceof FileNotice file) {
      boolean known = file.offset() != FileNotice.UNKNOWN;
      out.writeByte(known ? FILE_WITH_OFFSET : FILE);
      out.writeLong(file.appendedAtMillis());
      if (known) {
        out.writeLong(file.offset());
      }
      Bytes.write(file.file().encode(), out);
    } else if (value instanceof RevocationNotice revocation) {
      out.writeByte(REVOCATION);
      out.writeLong(revocation.fromMillis());
      Bytes.write(revocation.digest().bytes(), out);
      Bytes.write(revocation.revocation().encode(), out);
    }
  }

  @Override
  public MinerNotice read(int version, DataInputView in) throws IOException {
    int kind = in.readByte();
    long time = in.readLong();
    try {
      return switch (kind) {
        case FILE -> file(in, time, FileNotice.UNKNOWN);
        case FILE_WITH_OFFSET -> file(in, time, in.readLong());
        case REVOCATION ->
            new RevocationNotice(
                Octets.of(Bytes.read(in)), Revocation.decode(Bytes.read(in)), time);
        default -> throw new IOException("a notice of kind " + kind);
      };
    } catch (MalformedBytesException e) {
      throw new IOException("a notice that cannot be read: " + e.getMessage(), e);
    }
  }

  private static FileNotice file(DataInputView in, long time, long offset)
      throws IOException, MalformedBytesException {
    return new FileNotice(CommittedFile.decode(Bytes.read(in)), time, offset);
  }
}
