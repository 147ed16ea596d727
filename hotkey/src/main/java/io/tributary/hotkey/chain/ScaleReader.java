package io.tributary.hotkey.chain;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads values in Substrate's encoding (SCALE), in their one canonical form only: no compact number
 * longer than it must be, no bool but 0 and 1. A length is checked against what is left before
 * anything is allocated. Not thread-safe.
 */
public final class ScaleReader {

  private final byte[] bytes;
  private int position;

  /** Reads these bytes, which must not change meanwhile. */
  public ScaleReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A u16, little-endian. */
  public int u16() throws MalformedBytesException {
    return (int) littleEndian(2);
  }

  /** A u64, little-endian, below 2^63. */
  public long u64() throws MalformedBytesException {
    long value = littleEndian(8);
    if (value < 0) {
      throw malformed("a number of 2^63 or more");
    }
    return value;
  }

  /** A compact number below 2^63. */
  public long compact() throws MalformedBytesException {
    int first = octet();
    int mode = first & 3;
    if (mode == 0) {
      return first >> 2;
    }
    if (mode == 3) {
      return large((first >> 2) + 4);
    }
    int more = mode == 1 ? 1 : 3;
    long value = (first >> 2) | (littleEndian(more) << 6);
    if (value < (mode == 1 ? 1 << 6 : 1 << 14)) {
      throw malformed("a compact number that is longer than it must be");
    }
    return value;
  }

  private long large(int size) throws MalformedBytesException {
    if (size > 8) {
      throw malformed("a compact number above 64 bits");
    }
    long value = littleEndian(size);
    boolean isMinimal = size == 4 ? value >= 1L << 30 : value >>> (8 * (size - 1)) != 0;
    if (!isMinimal || value < 0) {
      throw malformed("a compact number that is longer than it must be, or 2^63 or more");
    }
    return value;
  }

  /** A bool. */
  public boolean bool() throws MalformedBytesException {
    int value = octet();
    if (value > 1) {
      throw malformed("a bool that is neither 0 nor 1");
    }
    return value == 1;
  }

  /** So many bytes without a length before them. */
  public Octets octets(int size) throws MalformedBytesException {
    require(size);
    Octets value = Octets.of(Arrays.copyOfRange(bytes, position, position + size));
    position += size;
    return value;
  }

  /** A vector of at most so many bools. */
  public List<Boolean> bools(int most) throws MalformedBytesException {
    int count = length(most, 1);
    List<Boolean> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(bool());
    }
    return values;
  }

  /** A vector of at most so many byte strings of one size. */
  public List<Octets> octetStrings(int most, int size) throws MalformedBytesException {
    int count = length(most, size);
    List<Octets> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(octets(size));
    }
    return values;
  }

  /** A vector of at most so many compact numbers. */
  public List<Long> compacts(int most) throws MalformedBytesException {
    int count = length(most, 1);
    List<Long> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(compact());
    }
    return values;
  }

  /** How many bytes are left. */
  public int left() {
    return bytes.length - position;
  }

  /** Refuses bytes that are left over. */
  public void end() throws MalformedBytesException {
    if (left() != 0) {
      throw malformed(left() + " bytes too many");
    }
  }

  private int length(int most, int leastBytesEach) throws MalformedBytesException {
    long count = compact();
    if (count > most) {
      throw malformed("a vector that should have at most " + most + " elements");
    }
    if (count * leastBytesEach > left()) {
      throw malformed("a length beyond the end");
    }
    return (int) count;
  }

  private long littleEndian(int size) throws MalformedBytesException {
    require(size);
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (bytes[position++] & 0xFFL) << (8 * i);
    }
    return value;
  }

  private int octet() throws MalformedBytesException {
    require(1);
    return bytes[position++] & 0xFF;
  }

  private void require(int size) throws MalformedBytesException {
    if (left() < size) {
      throw malformed("the end too early");
    }
  }

  private MalformedBytesException malformed(String what) {
    return new MalformedBytesException("at byte " + position + ": " + what);
  }
}
