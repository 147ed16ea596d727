package io.tributary.hotkey.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what {@link WireWriter} writes and nothing else: a longer varint, an array in several
 * blocks, text that is not UTF-8, or bytes left over are refused, so that there is one byte form
 * for each value. Lengths are checked against what is left before anything is allocated. Not
 * thread-safe.
 */
public final class WireReader {

  private final byte[] bytes;
  private int position;

  /** Reads these bytes, which must not change meanwhile. */
  public WireReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads a {@code long}. */
  public long number() throws MalformedBytesException {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int next = octet();
      boolean overflow = shift == 63 && next > 1;
      if (overflow || (next == 0 && shift > 0)) {
        break;
      }
      value |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw malformed("a number that is too long");
  }

  /** Reads an {@code int}. */
  public int integer() throws MalformedBytesException {
    long value = number();
    if (value != (int) value) {
      throw malformed("a number out of range");
    }
    return (int) value;
  }

  /** Reads the position of an enum's symbol or of a union's branch, from 0 to below the count. */
  public int choice(int count) throws MalformedBytesException {
    long value = number();
    if (value < 0 || value >= count) {
      throw malformed("an unknown choice");
    }
    return (int) value;
  }

  /** Reads a {@code bytes} of at most so many bytes. */
  public byte[] bytes(int most) throws MalformedBytesException {
    long length = number();
    if (length < 0 || length > most || length > bytes.length - position) {
      throw malformed("a length that cannot be");
    }
    byte[] value = Arrays.copyOfRange(bytes, position, position + (int) length);
    position += (int) length;
    return value;
  }

  /** Reads a {@code bytes} of exactly so many bytes. */
  public Octets octets(int size) throws MalformedBytesException {
    byte[] value = bytes(size);
    if (value.length != size) {
      throw malformed("a byte string that should have " + size + " bytes");
    }
    return Octets.of(value);
  }

  /** Reads a {@code string} of at most so many bytes of UTF-8. */
  public String text(int mostBytes) throws MalformedBytesException {
    byte[] value = bytes(mostBytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      MalformedBytesException refused = malformed("text that is not UTF-8");
      refused.initCause(e);
      throw refused;
    }
  }

  /** Reads an array of at most so many {@code int}. */
  public List<Integer> numbers(int most) throws MalformedBytesException {
    return array(most, this::integer);
  }

  /** Reads an array of at most so many {@code string} of at most so many bytes each. */
  public List<String> texts(int most, int mostBytes) throws MalformedBytesException {
    return array(most, () -> text(mostBytes));
  }

  /** Reads one element of an array. */
  @FunctionalInterface
  public interface Element<T> {
    T read() throws MalformedBytesException;
  }

  /** Reads an array of at most so many elements, which read themselves from this. */
  public <T> List<T> array(int most, Element<T> element) throws MalformedBytesException {
    int count = count(most);
    List<T> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(element.read());
    }
    endOfArray(count);
    return values;
  }

  /** Refuses bytes that are left over. */
  public void end() throws MalformedBytesException {
    if (position != bytes.length) {
      throw malformed((bytes.length - position) + " bytes too many");
    }
  }

  private int count(int most) throws MalformedBytesException {
    long count = number();
    if (count < 0 || count > most) {
      throw malformed("an array that should have at most " + most + " elements");
    }
    return (int) count;
  }

  private void endOfArray(int count) throws MalformedBytesException {
    if (count > 0 && number() != 0) {
      throw malformed("an array in several blocks");
    }
  }

  private int octet() throws MalformedBytesException {
    if (position == bytes.length) {
      throw malformed("the end too early");
    }
    return bytes[position++] & 0xFF;
  }

  private MalformedBytesException malformed(String what) {
    return new MalformedBytesException("at byte " + position + ": " + what);
  }
}
