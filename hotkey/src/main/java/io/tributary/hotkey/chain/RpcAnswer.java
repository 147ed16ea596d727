package io.tributary.hotkey.chain;

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

/**
 * Reads a JSON-RPC 2.0 answer: one object, no field twice, nothing behind it, the version, the id
 * of the question, and either a result or an error. Other fields are passed over, as proxies add
 * some. Thread-safe.
 */
final class RpcAnswer {

  private static final int MOST_ERROR_CHARACTERS = 200;
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxNumberLength(20)
                          .maxNameLength(128)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private RpcAnswer() {}

  /** A new object to fill with a question. */
  static ObjectNode newObject() {
    return MAPPER.createObjectNode();
  }

  /**
   * The result, which may be JSON's null.
   *
   * @param node what to call the node in messages
   * @throws ChainException REFUSED for an error, MALFORMED for anything that is no answer to it
   */
  static JsonNode result(byte[] utf8, long id, String node) throws ChainException {
    ObjectNode answer = object(utf8, node);
    JsonNode version = answer.path("jsonrpc");
    JsonNode answered = answer.path("id");
    JsonNode error = answer.get("error");
    JsonNode result = answer.get("result");
    if (!version.isTextual() || !version.textValue().equals("2.0")) {
      throw malformed(node, "an answer that is not JSON-RPC 2.0");
    }
    boolean isRefusal = error != null && error.isObject() && result == null;
    boolean isOurs =
        answered.isIntegralNumber() && answered.canConvertToLong() && answered.longValue() == id;
    // What a node could not make sense of is answered with the id null.
    if (!isOurs && !(isRefusal && answered.isNull())) {
      throw malformed(node, "an answer to another question");
    }
    if (isRefusal) {
      throw new ChainException(
          ChainFault.REFUSED,
          node + " refused: " + plain(error.path("message")) + code(error.path("code")));
    }
    if (result == null || (error != null && !error.isNull())) {
      throw malformed(node, "an answer without result or error");
    }
    return result;
  }

  private static ObjectNode object(byte[] utf8, String node) throws ChainException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw malformed(node, "an answer that is not a JSON object");
    } catch (CharacterCodingException e) {
      throw new ChainException(ChainFault.MALFORMED, node + " gave an answer that is not UTF-8", e);
    } catch (JsonProcessingException e) {
      // The parser's message quotes the input, so it goes no further.
      throw malformed(node, "an answer that is not one JSON object with each field once");
    }
  }

  private static String code(JsonNode code) {
    return code.isIntegralNumber() && code.canConvertToInt() ? " (" + code.intValue() + ")" : "";
  }

  /** Foreign text for a log: short, and printable ASCII only. */
  private static String plain(JsonNode message) {
    if (!message.isTextual()) {
      return "without a message";
    }
    String text = message.textValue();
    String cut = text.substring(0, Math.min(text.length(), MOST_ERROR_CHARACTERS));
    return cut.replaceAll("[^ -~]", "?");
  }

  private static ChainException malformed(String node, String what) {
    return new ChainException(ChainFault.MALFORMED, node + " gave " + what);
  }
}
