package io.tributary.schemas;

/**
 * Questions about ASCII characters. The library's own fold or accept characters of other scripts,
 * which an address or an id must not.
 */
final class Ascii {

  private Ascii() {}

  static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    char lower = (char) (c | 0x20);
    return lower >= 'a' && lower <= 'z';
  }

  static char toLower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
  }

  /** The value of a hexadecimal digit, or -1. */
  static int hex(char c) {
    if (isDigit(c)) {
      return c - '0';
    }
    char lower = (char) (c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  /** Whether the text between two places starts with a lower-case ASCII word, in any case. */
  static boolean startsWithIgnoreCase(String text, int from, int to, String lowerCase) {
    if (to - from < lowerCase.length()) {
      return false;
    }
    for (int i = 0; i < lowerCase.length(); i++) {
      if (toLower(text.charAt(from + i)) != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
