package io.tributary.hotkey.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * Small JSON objects from strangers: UTF-8 only, no field twice, no unknown field, no nesting, no
 * bytes after the end. Messages of refusals never quote the input. Thread-safe.
 */
public final class StrictJson {

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(2)
                          .maxStringLength(32 * 1024)
                          .maxNumberLength(20)
                          .maxNameLength(64)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private StrictJson() {}

  /** A new object to fill and write with {@link #toBytes}. */
  public static ObjectNode newObject() {
    return MAPPER.createObjectNode();
  }

  /** The object as compact UTF-8. */
  public static byte[] toBytes(ObjectNode object) {
    return object.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Reads an object with some of these fields and no others. */
  public static ObjectNode object(byte[] utf8, Set<String> allowed) throws MalformedBytesException {
    ObjectNode object = anyObject(utf8);
    for (String name : (Iterable<String>) object::fieldNames) {
      if (!allowed.contains(name)) {
        throw new MalformedBytesException(
            "a field that is none of " + allowed.stream().sorted().toList());
      }
    }
    return object;
  }

  /** Reads an object with any fields. */
  public static ObjectNode anyObject(byte[] utf8) throws MalformedBytesException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw new MalformedBytesException("not a JSON object");
    } catch (CharacterCodingException e) {
      throw new MalformedBytesException("not UTF-8");
    } catch (JsonProcessingException e) {
      // The parser's message quotes the input, so it goes no further.
      throw new MalformedBytesException("not one plain JSON object with each field once");
    }
  }

  /** The text of a field. */
  public static String text(ObjectNode object, String name) throws MalformedBytesException {
    JsonNode value = object.get(name);
    if (value == null || !value.isTextual()) {
      throw new MalformedBytesException(name + " must be a text");
    }
    return value.textValue();
  }

  /** Whether a field is missing or null. */
  public static boolean isAbsent(ObjectNode object, String name) {
    return !object.hasNonNull(name);
  }

  /** A whole number. */
  public static long number(ObjectNode object, String name) throws MalformedBytesException {
    JsonNode value = object.get(name);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new MalformedBytesException(name + " must be a whole number");
    }
    return value.longValue();
  }

  /** Bytes written in base64, in the one padded form. */
  public static byte[] base64(ObjectNode object, String name) throws MalformedBytesException {
    String text = text(object, name);
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedBytesException(name + " is not base64");
    }
    throw new MalformedBytesException(name + " is not base64 in its padded form");
  }

  /** So many bytes written in lower-case hex. */
  public static Octets hex(ObjectNode object, String name, int size)
      throws MalformedBytesException {
    String text = text(object, name);
    if (text.length() != 2 * size || !isLowerHex(text)) {
      throw new MalformedBytesException(name + " must be " + 2 * size + " lower-case hex digits");
    }
    return Octets.ofHex(text);
  }

  private static boolean isLowerHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
