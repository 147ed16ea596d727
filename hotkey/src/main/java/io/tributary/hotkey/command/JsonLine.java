package io.tributary.hotkey.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.Optional;

/** A line that should be a JSON object. */
final class JsonLine {

  static final String MALFORMED = "MALFORMED";

  private static final ObjectReader READER =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .reader();

  private final JsonNode root;

  private JsonLine(JsonNode root) {
    this.root = root;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Empty if the line is not one JSON object, or holds a field twice. */
  static Optional<JsonLine> parse(String line) {
    try {
      JsonNode root = READER.readTree(line);
      return root != null && root.isObject() ? Optional.of(new JsonLine(root)) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  Optional<String> text(String field) {
    JsonNode value = root.path(field);
    return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }

  /** The bytes of a hex text of any case, without 0x. */
  Optional<byte[]> hex(String field) {
    return text(field)
        .filter(t -> t.length() % 2 == 0 && t.chars().allMatch(HexFormat::isHexDigit))
        .map(HexFormat.of()::parseHex);
  }
}
