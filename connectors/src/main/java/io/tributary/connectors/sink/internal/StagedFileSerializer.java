package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.StagedFile;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The committable's bytes in checkpoints and on {@code parked-files}: {@link StagedFileCodec}. */
public final class StagedFileSerializer implements SimpleVersionedSerializer<StagedFile> {

  private final StagedFileCodec codec = new StagedFileCodec();

  @Override
  public int getVersion() {
    return codec.version();
  }

  @Override
  public byte[] serialize(StagedFile file) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1024);
    codec.write(file, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public StagedFile deserialize(int version, byte[] serialized) throws IOException {
    if (version < 1 || version > codec.version()) {
      throw new IOException(
          "a staged file of version " + version + "; this release reads up to " + codec.version());
    }
    DataInputDeserializer in = new DataInputDeserializer(serialized);
    StagedFile file = codec.read(version, in);
    if (in.available() > 0) {
      throw new IOException("a staged file with " + in.available() + " bytes behind it");
    }
    return file;
  }
}
