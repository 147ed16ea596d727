package io.tributary.hotkey.sr25519;

import java.util.Arrays;

/**
 * An integer modulo the group order L = 2^252 + 27742317777372353535851937790883648493, in eight
 * 32-bit words. Arithmetic (Montgomery form with R = 2^256) runs in constant time; digit recodings
 * say whether they do. Immutable but for {@link #wipe()}.
 */
final class Scalar {

  private static final int WORDS = 8;
  private static final long LOW = 0xffffffffL;

  private static final int[] ORDER = {
    0x5cf5d3ed, 0x5812631a, 0xa2f79cd6, 0x14def9de, 0, 0, 0, 0x10000000
  };

  /** -1/L modulo 2^32. */
  private static final long ORDER_INVERSE = 0x12547e1bL;

  /** R mod L. */
  private static final int[] R1 = {
    0x8d98951d, 0xd6ec3174, 0x737dcf70, 0xc6ef5bf4, 0xfffffffe, 0xffffffff, 0xffffffff, 0x0fffffff
  };

  /** R^2 mod L. */
  private static final int[] R2 = {
    0x449c0f01, 0xa40611e3, 0x68859347, 0xd00e1ba7, 0x17f5be65, 0xceec73d2, 0x7c309a3d, 0x0399411b
  };

  private final int[] words;

  private Scalar(int[] words) {
    this.words = words;
  }

  /** 32 little-endian bytes; null if they are not below L. */
  static Scalar fromCanonicalBytes(byte[] bytes) {
    int[] words = words(bytes, 0);
    long borrow = 0;
    for (int i = 0; i < WORDS; i++) {
      borrow = ((words[i] & LOW) - (ORDER[i] & LOW) + borrow) >> 32;
    }
    if (borrow == 0) {
      Arrays.fill(words, 0);
      return null;
    }
    return new Scalar(words);
  }

  /** 64 little-endian bytes, reduced modulo L. */
  static Scalar fromWideBytes(byte[] bytes) {
    int[] low = words(bytes, 0);
    int[] high = words(bytes, 32);
    int[] lowReduced = montgomery(low, R1);
    int[] highReduced = montgomery(high, R2);
    int[] sum = sum(lowReduced, highReduced);
    for (int[] part : new int[][] {low, high, lowReduced, highReduced}) {
      Arrays.fill(part, 0);
    }
    return new Scalar(sum);
  }

  byte[] toBytes() {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 32; i++) {
      bytes[i] = (byte) (words[i / 4] >>> (8 * (i % 4)));
    }
    return bytes;
  }

  boolean isZero() {
    int any = 0;
    for (int word : words) {
      any |= word;
    }
    return any == 0;
  }

  /** this times factor plus addend. */
  Scalar multiplyAdd(Scalar factor, Scalar addend) {
    int[] scaled = montgomery(words, factor.words);
    int[] product = montgomery(scaled, R2);
    Scalar result = new Scalar(sum(product, addend.words));
    Arrays.fill(scaled, 0);
    Arrays.fill(product, 0);
    return result;
  }

  /** this plus other. */
  Scalar plus(Scalar other) {
    return new Scalar(sum(words, other.words));
  }

  /** 64 digits in [-8, 8], least first, of radix 16; constant time. */
  byte[] radix16() {
    byte[] digits = new byte[64];
    for (int i = 0; i < 64; i++) {
      digits[i] = (byte) ((words[i / 8] >>> (4 * (i % 8))) & 15);
    }
    int carry = 0;
    for (int i = 0; i < 63; i++) {
      int digit = digits[i] + carry;
      carry = (digit + 8) >> 4;
      digits[i] = (byte) (digit - (carry << 4));
    }
    digits[63] += (byte) carry;
    return digits;
  }

  /**
   * The non-adjacent form of a width: 256 digits, zero or odd and below 2^(width-1) in magnitude.
   * Not constant time: for public scalars only.
   */
  byte[] nonAdjacentForm(int width) {
    byte[] digits = new byte[256];
    int window = 1 << width;
    int carry = 0;
    int position = 0;
    while (position < 256) {
      int index = position / 32;
      int shift = position % 32;
      long bits = words[index] & LOW;
      if (index + 1 < WORDS) {
        bits |= (words[index + 1] & LOW) << 32;
      }
      int value = carry + (int) ((bits >>> shift) & (window - 1));
      if ((value & 1) == 0) {
        position++;
      } else {
        carry = value < window / 2 ? 0 : 1;
        digits[position] = (byte) (value - (carry << width));
        position += width;
      }
    }
    return digits;
  }

  void wipe() {
    Arrays.fill(words, 0);
  }

  /** a b / R mod L, for b below L. */
  private static int[] montgomery(int[] a, int[] b) {
    int[] t = new int[WORDS + 2];
    for (int i = 0; i < WORDS; i++) {
      long factor = a[i] & LOW;
      long carry = 0;
      for (int j = 0; j < WORDS; j++) {
        carry += factor * (b[j] & LOW) + (t[j] & LOW);
        t[j] = (int) carry;
        carry >>>= 32;
      }
      carry += t[WORDS] & LOW;
      t[WORDS] = (int) carry;
      t[WORDS + 1] = (int) (carry >>> 32);
      long quotient = ((t[0] & LOW) * ORDER_INVERSE) & LOW;
      carry = (quotient * (ORDER[0] & LOW) + (t[0] & LOW)) >>> 32;
      for (int j = 1; j < WORDS; j++) {
        carry += quotient * (ORDER[j] & LOW) + (t[j] & LOW);
        t[j - 1] = (int) carry;
        carry >>>= 32;
      }
      carry += t[WORDS] & LOW;
      t[WORDS - 1] = (int) carry;
      t[WORDS] = t[WORDS + 1] + (int) (carry >>> 32);
    }
    int[] result = lessOrder(t);
    Arrays.fill(t, 0);
    return result;
  }

  /** a + b mod L, for reduced a and b. */
  private static int[] sum(int[] a, int[] b) {
    int[] t = new int[WORDS];
    long carry = 0;
    for (int i = 0; i < WORDS; i++) {
      carry += (a[i] & LOW) + (b[i] & LOW);
      t[i] = (int) carry;
      carry >>>= 32;
    }
    int[] result = lessOrder(t);
    Arrays.fill(t, 0);
    return result;
  }

  /** The first eight words, below 2 L, less L unless they are below L. */
  private static int[] lessOrder(int[] t) {
    int[] result = new int[WORDS];
    long borrow = 0;
    for (int i = 0; i < WORDS; i++) {
      borrow += (t[i] & LOW) - (ORDER[i] & LOW);
      result[i] = (int) borrow;
      borrow >>= 32;
    }
    int keep = (int) borrow;
    for (int i = 0; i < WORDS; i++) {
      result[i] ^= keep & (result[i] ^ t[i]);
    }
    return result;
  }

  private static int[] words(byte[] bytes, int offset) {
    int[] words = new int[WORDS];
    for (int i = 0; i < 32; i++) {
      words[i / 4] |= (bytes[offset + i] & 0xff) << (8 * (i % 4));
    }
    return words;
  }
}
