package io.tributary.local.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.schemas.avro.MinerRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A {@code DataEntity} in one line of JSON. */
final class JsonLine {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

  private JsonLine() {}

  /** The record of a line, or empty if the line is not one JSON object. */
  static Optional<MinerRecord> parse(byte[] line) {
    JsonNode root;
    try {
      root = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      // Bytes that are no UTF-8 come as another kind of failure.
      return Optional.empty();
    }
    if (root == null || !root.isObject()) {
      return Optional.empty();
    }
    MinerRecord minerRecord = new MinerRecord();
    minerRecord.setUri(text(root.get("uri")));
    minerRecord.setDatetime(text(root.get("datetime")));
    minerRecord.setSource(text(root.get("source")));
    minerRecord.setLabel(text(root.get("label")));
    JsonNode content = root.get("content");
    minerRecord.setContent(isNull(content) ? null : utf8(raw(content)));
    JsonNode size = root.get("content_size_bytes");
    minerRecord.setContentSizeBytes(isNull(size) ? null : WholeNumber.parse(raw(size)));
    return Optional.of(minerRecord);
  }

  /** Whether there is nothing but blanks. */
  static boolean isBlank(byte[] line) {
    for (byte next : line) {
      if (next != ' ' && next != '\t' && next != '\r') {
        return false;
      }
    }
    return true;
  }

  private static boolean isNull(JsonNode node) {
    return node == null || node.isNull();
  }

  /** Text as it is, anything else as its JSON. */
  private static String raw(JsonNode node) {
    return node.isTextual() ? node.textValue() : node.toString();
  }

  /** What UTF-8 cannot hold, a lone surrogate, becomes U+FFFD, so that it is not a legal sign. */
  private static String text(JsonNode node) {
    return isNull(node) ? null : StandardCharsets.UTF_8.decode(utf8(raw(node))).toString();
  }

  private static ByteBuffer utf8(String text) {
    try {
      ByteBuffer encoded =
          StandardCharsets.UTF_8
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .replaceWith(REPLACEMENT)
              .encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return ByteBuffer.wrap(bytes);
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("an encoder that replaces does not fail", e);
    }
  }
}
