package io.tributary.lake.epoch;

import io.tributary.hotkey.wire.MalformedBytesException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What several structures of this package share. */
final class Fields {

  private Fields() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Eight bytes, big-endian. */
  static byte[] eightBytes(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  static MalformedBytesException malformed(Exception cause) {
    MalformedBytesException refused = new MalformedBytesException(cause.getMessage());
    refused.initCause(cause);
    return refused;
  }
}
