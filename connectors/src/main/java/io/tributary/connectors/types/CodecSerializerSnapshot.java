package io.tributary.connectors.types;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What state remembers of a {@link CodecSerializer}: the codec's class and the version it wrote.
 */
public final class CodecSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

  private BinaryCodec<T> codec;
  private int writtenVersion;

  /** For Flink, which then calls {@link #readSnapshot}. */
  public CodecSerializerSnapshot() {}

  CodecSerializerSnapshot(BinaryCodec<T> codec) {
    this.codec = codec;
    this.writtenVersion = codec.version();
  }

  @Override
  public int getCurrentVersion() {
    return 1;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(codec.getClass().getName());
    out.writeInt(writtenVersion);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader)
      throws IOException {
    String name = in.readUTF();
    writtenVersion = in.readInt();
    try {
      codec =
          (BinaryCodec<T>)
              Class.forName(name, true, classLoader)
                  .asSubclass(BinaryCodec.class)
                  .getDeclaredConstructor()
                  .newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IOException("the state was written by codec " + name + ", which is not here", e);
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new CodecSerializer<>(codec, writtenVersion);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSnapshot) {
    if (!(oldSnapshot instanceof CodecSerializerSnapshot<T> old)
        || old.codec.getClass() != codec.getClass()
        || old.writtenVersion > writtenVersion) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    return old.writtenVersion == writtenVersion
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }
}
