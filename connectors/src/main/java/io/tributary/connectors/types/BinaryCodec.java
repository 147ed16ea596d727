package io.tributary.connectors.types;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The binary form of an immutable value.
 *
 * <p>Implementations are stateless, thread-safe and have a public constructor without parameters,
 * because state names them by class. A change of the form raises the version, and every earlier
 * version stays readable.
 *
 * @param <T> the value, immutable
 */
public interface BinaryCodec<T> extends Serializable {

  /** The class of the values. */
  Class<T> type();

  /** The version that {@link #write} writes, from 1. */
  default int version() {
    return 1;
  }

  /** Writes a value in the current version. */
  void write(T value, DataOutputView out) throws IOException;

  /** Reads a value that was written in a version. */
  T read(int version, DataInputView in) throws IOException;
}
