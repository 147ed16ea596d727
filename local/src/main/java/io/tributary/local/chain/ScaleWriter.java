package io.tributary.local.chain;

import java.io.ByteArrayOutputStream;

/** Writes values in Substrate's encoding (SCALE). Not thread-safe. */
final class ScaleWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A number of so many bytes, little-endian. */
  ScaleWriter fixed(long value, int size) {
    for (int i = 0; i < size; i++) {
      out.write((int) (value >> (8 * i)));
    }
    return this;
  }

  /** A compact number of 0 or more: its two lowest bits tell how long it is. */
  ScaleWriter compact(long value) {
    if (value < 1 << 6) {
      return fixed(value << 2, 1);
    }
    if (value < 1 << 14) {
      return fixed(value << 2 | 1, 2);
    }
    if (value < 1 << 30) {
      return fixed(value << 2 | 2, 4);
    }
    int size = (Long.SIZE - Long.numberOfLeadingZeros(value) + 7) / 8;
    return fixed((size - 4) << 2 | 3, 1).fixed(value, size);
  }

  ScaleWriter bool(boolean value) {
    return fixed(value ? 1 : 0, 1);
  }

  /** Bytes without a length before them. */
  ScaleWriter octets(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
