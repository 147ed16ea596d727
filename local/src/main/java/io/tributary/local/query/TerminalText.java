package io.tributary.local.query;

/** Foreign text on a terminal, which it must not steer. Pure functions. */
public final class TerminalText {

  private TerminalText() {}

  /** The text in one line, with a question mark for each sign that is none to be seen. */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().forEach(sign -> shown.appendCodePoint(isUnsafe(sign) ? '?' : sign));
    return shown.toString();
  }

  /** Controls, and the marks that turn the direction of what follows on the line. */
  static boolean isUnsafe(int sign) {
    return Character.isISOControl(sign)
        || (sign >= 0x202a && sign <= 0x202e)
        || (sign >= 0x2066 && sign <= 0x2069)
        || sign == 0x2028
        || sign == 0x2029
        || Character.getType(sign) == Character.SURROGATE;
  }
}
