package io.tributary.hotkey.identity;

import java.util.Arrays;

/** Base58 with Bitcoin's alphabet, for short inputs: time grows with the square of the length. */
final class Base58 {

  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  private static final byte[] VALUES = new byte[128];

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < ALPHABET.length(); i++) {
      VALUES[ALPHABET.charAt(i)] = (byte) i;
    }
  }

  private Base58() {}

  static boolean isAlphabet(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= VALUES.length || VALUES[c] < 0) {
        return false;
      }
    }
    return true;
  }

  static String encode(byte[] bytes) {
    int[] digits = new int[bytes.length * 138 / 100 + 1];
    int used = 0;
    for (byte b : bytes) {
      int carry = b & 0xff;
      for (int i = 0; i < used || carry != 0; i++) {
        carry += digits[i] << 8;
        digits[i] = carry % 58;
        carry /= 58;
        used = Math.max(used, i + 1);
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
      text.append(ALPHABET.charAt(0));
    }
    for (int i = used - 1; i >= 0; i--) {
      text.append(ALPHABET.charAt(digits[i]));
    }
    return text.toString();
  }

  /** The bytes of a text of the alphabet. */
  static byte[] decode(String text) {
    byte[] reversed = new byte[text.length()];
    int used = 0;
    for (int c = 0; c < text.length(); c++) {
      int carry = VALUES[text.charAt(c)];
      for (int i = 0; i < used || carry != 0; i++) {
        carry += (reversed[i] & 0xff) * 58;
        reversed[i] = (byte) carry;
        carry >>= 8;
        used = Math.max(used, i + 1);
      }
    }
    for (int c = 0; c < text.length() && text.charAt(c) == ALPHABET.charAt(0); c++) {
      used++;
    }
    byte[] bytes = new byte[used];
    for (int i = 0; i < used; i++) {
      bytes[i] = reversed[used - 1 - i];
    }
    return bytes;
  }
}
