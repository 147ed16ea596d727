package io.tributary.hotkey.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes the Avro binary form: minimal zig-zag varints, arrays in one block without byte count. Not
 * thread-safe.
 */
public final class WireWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  /** Writes an {@code int}, a {@code long}, an enum's position or a union's branch. */
  public WireWriter number(long value) {
    long zigzag = (value << 1) ^ (value >> 63);
    while ((zigzag & ~0x7FL) != 0) {
      out.write((int) ((zigzag & 0x7F) | 0x80));
      zigzag >>>= 7;
    }
    out.write((int) zigzag);
    return this;
  }

  /** Writes a {@code bytes}. */
  public WireWriter bytes(byte[] value) {
    number(value.length);
    out.writeBytes(value);
    return this;
  }

  /** Writes a {@code bytes}. */
  public WireWriter bytes(Octets value) {
    return bytes(value.bytes());
  }

  /** Writes a {@code string}. */
  public WireWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes an array of {@code int}. */
  public WireWriter numbers(List<Integer> values) {
    return array(values, value -> number(value));
  }

  /** Writes an array of {@code string}. */
  public WireWriter texts(List<String> values) {
    return array(values, this::text);
  }

  /** Writes an array whose elements write themselves to this. */
  public <T> WireWriter array(List<T> values, Consumer<? super T> element) {
    if (!values.isEmpty()) {
      number(values.size());
      values.forEach(element);
    }
    return number(0);
  }

  /** All that was written, in a fresh array. */
  public byte[] toBytes() {
    return out.toByteArray();
  }
}
