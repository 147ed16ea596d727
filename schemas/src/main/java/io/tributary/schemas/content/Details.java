package io.tributary.schemas.content;

/** Makes foreign text fit for a message to people: short, on one line, and visibly quoted. */
public final class Details {

  private static final int MAX = 80;

  private Details() {}

  /** The text in quotes, at most 80 characters of it, controls and odd characters as {@code ?}. */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder().append('\'');
    int shown = 0;
    int i = 0;
    while (i < text.length() && shown < MAX) {
      int c = text.codePointAt(i);
      quoted.appendCodePoint(isPlain(c) ? c : '?');
      i += Character.charCount(c);
      shown++;
    }
    return quoted.append(i < text.length() ? "…'" : "'").toString();
  }

  private static boolean isPlain(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
