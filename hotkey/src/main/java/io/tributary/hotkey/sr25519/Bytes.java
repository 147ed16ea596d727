package io.tributary.hotkey.sr25519;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian words and constant-time comparison. */
final class Bytes {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Bytes() {}

  static long littleEndianLong(byte[] bytes, int offset) {
    return (long) LONGS.get(bytes, offset);
  }

  static void putLittleEndianLong(byte[] bytes, int offset, long value) {
    LONGS.set(bytes, offset, value);
  }

  static byte[] littleEndianInt(int value) {
    return new byte[] {
      (byte) value, (byte) (value >>> 8), (byte) (value >>> 16), (byte) (value >>> 24)
    };
  }

  /** All ones if the arrays, of one length, are equal, else zero; constant time. */
  static long equalMask(byte[] a, byte[] b) {
    int difference = 0;
    for (int i = 0; i < a.length; i++) {
      difference |= a[i] ^ b[i];
    }
    return ((difference & 0xffL) - 1) >> 63;
  }
}
