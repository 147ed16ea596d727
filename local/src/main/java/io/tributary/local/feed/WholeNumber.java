package io.tributary.local.feed;

import java.math.BigDecimal;

/** Whole numbers in text. */
final class WholeNumber {

  private static final int MAX_LENGTH = 30;

  private WholeNumber() {}

  /** The number that the text says, or null if it says no whole number of 64 bits. */
  static Long parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text.trim());
      return number.scale() < -MAX_LENGTH ? null : (Long) number.longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }
}
