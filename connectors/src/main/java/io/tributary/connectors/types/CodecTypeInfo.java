package io.tributary.connectors.types;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's type information over a {@link BinaryCodec}. Immutable. */
public final class CodecTypeInfo<T> extends TypeInformation<T> {

  private static final long serialVersionUID = 1L;

  private final BinaryCodec<T> codec;
  private final boolean key;

  private CodecTypeInfo(BinaryCodec<T> codec, boolean key) {
    this.codec = codec;
    this.key = key;
  }

  /** Type information of a value that is no key. */
  public static <T> CodecTypeInfo<T> of(BinaryCodec<T> codec) {
    return new CodecTypeInfo<>(codec, false);
  }

  /** Type information of a value with stable {@code equals} and {@code hashCode}: may be a key. */
  public static <T> CodecTypeInfo<T> ofKey(BinaryCodec<T> codec) {
    return new CodecTypeInfo<>(codec, true);
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return codec.type();
  }

  @Override
  public boolean isKeyType() {
    return key;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new CodecSerializer<>(codec);
  }

  @Override
  public String toString() {
    return "CodecTypeInfo<" + codec.type().getSimpleName() + ">";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodecTypeInfo<?> that
        && that.codec.getClass() == codec.getClass()
        && that.key == key;
  }

  @Override
  public int hashCode() {
    return codec.getClass().hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof CodecTypeInfo<?>;
  }
}
