package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.store.StagedUpload;
import io.tributary.connectors.store.StagedUploadCodec;
import io.tributary.connectors.types.BinaryCodec;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The upload with the version of its own form, then the other fields in order. Version 1 ends
 * before the epoch.
 */
public final class StagedFileCodec implements BinaryCodec<StagedFile> {

  private static final long serialVersionUID = 1L;

  @Override
  public Class<StagedFile> type() {
    return StagedFile.class;
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public void write(StagedFile value, DataOutputView out) throws IOException {
    out.writeInt(StagedUploadCodec.VERSION);
    writeBytes(StagedUploadCodec.encode(value.upload()), out);
    out.writeUTF(value.writeToken());
    writeBytes(value.manifest(), out);
    out.writeLong(value.rows());
    out.writeLong(value.stagedAtMillis());
    out.writeUTF(value.lineage());
    out.writeLong(value.checkpointId());
    out.writeLong(value.epoch());
  }

  @Override
  public StagedFile read(int version, DataInputView in) throws IOException {
    int uploadVersion = in.readInt();
    StagedUpload upload = StagedUploadCodec.decode(uploadVersion, readBytes(in));
    return new StagedFile(
        upload,
        in.readUTF(),
        readBytes(in),
        in.readLong(),
        in.readLong(),
        in.readUTF(),
        in.readLong(),
        version == 1 ? 0 : in.readLong());
  }

  private static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
