package io.tributary.hotkey.batch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes Avro's binary encoding into a growing array. Not thread-safe. */
final class AvroOutput {

  private byte[] array;
  private int size;

  AvroOutput(int capacity) {
    array = new byte[capacity];
  }

  int size() {
    return size;
  }

  /** The array that holds the bytes, from 0 to {@link #size()}; valid until the next write. */
  byte[] array() {
    return array;
  }

  byte[] toBytes() {
    return Arrays.copyOf(array, size);
  }

  /** Forgets what was written after this size. */
  void truncate(int to) {
    size = to;
  }

  /** Forgets the first bytes; what follows them moves to the front. */
  void removeFirst(int bytes) {
    System.arraycopy(array, bytes, array, 0, size - bytes);
    size -= bytes;
  }

  void writeLong(long value) {
    room(10);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7fL) != 0) {
      array[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    array[size++] = (byte) rest;
  }

  void writeRaw(byte[] bytes, int offset, int length) {
    room(length);
    System.arraycopy(bytes, offset, array, size, length);
    size += length;
  }

  void writeBytes(byte[] bytes) {
    writeLong(bytes.length);
    writeRaw(bytes, 0, bytes.length);
  }

  void writeBytes(ByteBuffer buffer) {
    int length = buffer.remaining();
    writeLong(length);
    room(length);
    buffer.duplicate().get(array, size, length);
    size += length;
  }

  void writeString(String text) {
    writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void room(int bytes) {
    if (bytes > array.length - size) {
      long wanted = Math.max((long) size + bytes, 2L * array.length);
      array = Arrays.copyOf(array, Math.toIntExact(Math.min(wanted, Integer.MAX_VALUE - 8)));
    }
  }
}
