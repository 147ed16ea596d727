package io.tributary.hotkey.batch;

import io.tributary.hotkey.wire.MalformedBytesException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads Avro's binary encoding from foreign bytes, strictly: a length is believed only if that many
 * bytes are there, so nothing is allocated on the word of the input. Not thread-safe.
 */
final class AvroInput {

  private final byte[] array;
  private final int end;
  private int position;

  AvroInput(byte[] array, int offset, int length) {
    this.array = array;
    this.position = offset;
    this.end = offset + length;
  }

  AvroInput(byte[] array) {
    this(array, 0, array.length);
  }

  boolean atEnd() {
    return position == end;
  }

  int position() {
    return position;
  }

  long readLong() throws MalformedBytesException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position == end) {
        throw new MalformedBytesException("bytes end inside a number");
      }
      byte next = array[position++];
      if (shift == 63 && (next & 0xfe) != 0) {
        throw new MalformedBytesException("a number has more than 64 bits");
      }
      if (next == 0 && shift > 0) {
        throw new MalformedBytesException("a number is longer than it needs to be");
      }
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new MalformedBytesException("a number has more than 10 bytes");
  }

  int readInt() throws MalformedBytesException {
    long value = readLong();
    if (value != (int) value) {
      throw new MalformedBytesException("a number does not fit 32 bits");
    }
    return (int) value;
  }

  /** The branch of a union of null and one type: whether there is a value. */
  boolean readPresence() throws MalformedBytesException {
    long branch = readLong();
    if (branch != 0 && branch != 1) {
      throw new MalformedBytesException("a union of two has no branch " + branch);
    }
    return branch == 1;
  }

  /** Enters bytes or a string: answers their length and stands before the first. */
  int readLength() throws MalformedBytesException {
    long length = readLong();
    if (length < 0 || length > end - position) {
      throw new MalformedBytesException(
          "a length of " + length + " where " + (end - position) + " bytes are left");
    }
    return (int) length;
  }

  void skip(int bytes) {
    position += bytes;
  }

  byte[] readBytes() throws MalformedBytesException {
    return readRaw(readLength());
  }

  byte[] readRaw(int length) throws MalformedBytesException {
    if (length > end - position) {
      throw new MalformedBytesException("bytes end early");
    }
    byte[] bytes = new byte[length];
    System.arraycopy(array, position, bytes, 0, length);
    position += length;
    return bytes;
  }

  String readString() throws MalformedBytesException {
    int length = readLength();
    int start = position;
    position += length;
    String text = new String(array, start, length, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      requireUtf8(start, length);
    }
    return text;
  }

  private void requireUtf8(int start, int length) throws MalformedBytesException {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(array, start, length));
    } catch (CharacterCodingException e) {
      throw new MalformedBytesException("a string is not UTF-8");
    }
  }
}
