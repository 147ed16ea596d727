package io.tributary.lake.check;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.io.api.Binary;

/** Foreign text, strictly. Pure functions. */
final class Texts {

  private Texts() {}

  /** The text, or null if the bytes are not UTF-8. */
  static String decode(Binary value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(value.toByteBuffer()).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** Whether a reader would see nothing: blanks of every script, controls, marks of format. */
  static boolean isBlank(String text) {
    return text.codePoints()
        .allMatch(
            c ->
                Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.getType(c) == Character.CONTROL
                    || Character.getType(c) == Character.FORMAT);
  }
}
