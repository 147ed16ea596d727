package io.tributary.hotkey.phrase;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/** Other forms of secret texts, with as few copies as can be. Thread-safe. */
public final class SecretText {

  private SecretText() {}

  /** The text in UTF-8, a fresh array for the caller to overwrite. */
  public static byte[] utf8(char[] text) {
    CharsetEncoder encoder =
        StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);
    ByteBuffer buffer = ByteBuffer.allocate(3 * text.length);
    encoder.encode(CharBuffer.wrap(text), buffer, true);
    byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
    Arrays.fill(buffer.array(), (byte) 0);
    return bytes;
  }

  /**
   * A part of the text in Unicode's form NFKD, a fresh array. Only a text beyond ASCII passes
   * through a string, which cannot be overwritten.
   */
  static char[] nfkd(char[] text, int from, int to) {
    char[] copy = Arrays.copyOfRange(text, from, to);
    for (char c : copy) {
      if (c >= 0x80) {
        char[] normalized =
            Normalizer.normalize(CharBuffer.wrap(copy), Normalizer.Form.NFKD).toCharArray();
        Arrays.fill(copy, '\0');
        return normalized;
      }
    }
    return copy;
  }
}
