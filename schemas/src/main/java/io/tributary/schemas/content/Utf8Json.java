package io.tributary.schemas.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Opens JSON that must be valid UTF-8.
 *
 * <p>The parser alone would take UTF-16 for JSON too, and lets overlong forms and encoded
 * surrogates pass, so the bytes are checked first. Thread-safe.
 */
public final class Utf8Json {

  private static final int MAX_DEPTH = 1000;

  /** Names come from outside and must not fill the memory of the whole process. */
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private Utf8Json() {}

  /**
   * A parser of these bytes, which refuses nesting of more than 1,000 levels and numbers of more
   * than 1,000 digits.
   *
   * @throws CharacterCodingException if the bytes are not UTF-8, hold a NUL or begin with a byte
   *     order mark
   */
  public static JsonParser open(byte[] bytes, int offset, int length) throws IOException {
    requireUtf8(bytes, offset, length);
    return FACTORY.createParser(bytes, offset, length);
  }

  /** Whether a text holds half of a surrogate pair, which no UTF-8 can. */
  public static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static void requireUtf8(byte[] bytes, int offset, int length)
      throws CharacterCodingException {
    int seen = 0;
    boolean zero = false;
    for (int i = offset; i < offset + length; i++) {
      seen |= bytes[i];
      zero |= bytes[i] == 0;
    }
    // The parser would skip a byte order mark, which is no part of JSON.
    boolean mark = length > 0 && bytes[offset] == (byte) 0xef;
    if (zero || mark) {
      throw new CharacterCodingException();
    }
    if (seen < 0) {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, offset, length));
    }
  }
}
