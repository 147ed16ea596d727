package io.tributary.hotkey.batch;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** 16 random bytes that name one installation of a feeder. Immutable. */
public final class StreamId implements Comparable<StreamId> {

  /** Length in bytes. */
  public static final int BYTES = 16;

  private final byte[] bytes;

  private StreamId(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The id with these bytes, which are copied.
   *
   * @throws IllegalArgumentException if they are not 16
   */
  public static StreamId of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "a stream id has " + BYTES + " bytes, not " + bytes.length);
    }
    return new StreamId(bytes.clone());
  }

  /** A new id. */
  public static StreamId random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new StreamId(bytes);
  }

  /** The 16 bytes. A fresh array. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  byte[] shared() {
    return bytes;
  }

  @Override
  public int compareTo(StreamId other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StreamId that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** In lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
