package io.tributary.local.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The node of an embedded chain: one JSON-RPC question a POST. Thread-safe. */
final class ChainEndpointHandler implements HttpHandler {

  private static final int MOST_QUESTION_BYTES = 1 << 20;
  private static final int OK = 200;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int DOWN = 503;
  private static final int METHOD_NOT_FOUND = -32_601;
  private static final int UNKNOWN_BLOCK = 4_003;
  private static final int PARSE_ERROR = -32_700;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A refusal, with its code. */
  private static final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;

    private RefusedException(int code, String message) {
      super(message);
      this.code = code;
    }
  }

  private final EmbeddedChain chain;

  ChainEndpointHandler(EmbeddedChain chain) {
    this.chain = chain;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] question = exchange.getRequestBody().readNBytes(MOST_QUESTION_BYTES);
      chain.awaitVoice();
      if (!exchange.getRequestMethod().toUpperCase(Locale.ROOT).equals("POST")) {
        exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, -1);
        return;
      }
      switch (chain.trouble()) {
        case DOWN -> exchange.sendResponseHeaders(DOWN, -1);
        case GARBAGE -> send(exchange, "<html>\u0000".getBytes(StandardCharsets.UTF_8));
        default -> send(exchange, answer(question));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(OK, body.length);
    exchange.getResponseBody().write(body);
  }

  private byte[] answer(byte[] bytes) throws IOException {
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    try {
      JsonNode question = JSON.readTree(bytes);
      answer.set("id", question.path("id"));
      answer.set("result", result(question.path("method").asText(), question.path("params")));
    } catch (JsonProcessingException e) {
      answer.putNull("id");
      answer.putObject("error").put("code", PARSE_ERROR).put("message", "Parse error");
    } catch (RefusedException e) {
      answer.putObject("error").put("code", e.code).put("message", e.getMessage());
    }
    return JSON.writeValueAsBytes(answer);
  }

  private JsonNode result(String method, JsonNode params) throws RefusedException {
    return switch (method) {
      case "chain_getFinalizedHead" -> TextNode.valueOf(chain.finalized().hash());
      case "chain_getHeader" -> header(block(params.path(0)));
      case "chain_getBlockHash" ->
          chain
              .block(Long.decode(params.path(0).asText()))
              .<JsonNode>map(block -> TextNode.valueOf(block.hash()))
              .orElse(NullNode.getInstance());
      case "state_getStorage" -> value(state(params.path(1)), params.path(0).asText());
      case "state_queryStorageAt" -> query(params);
      case "state_call" -> call(params);
      default -> throw new RefusedException(METHOD_NOT_FOUND, "Method not found");
    };
  }

  private Block block(JsonNode hash) throws RefusedException {
    if (hash.isMissingNode()) {
      return chain.best();
    }
    return chain
        .block(hash.asText())
        .orElseThrow(() -> new RefusedException(UNKNOWN_BLOCK, "Unknown block"));
  }

  private SubnetState state(JsonNode hash) throws RefusedException {
    return new SubnetState(chain.netuid(), block(hash));
  }

  private static JsonNode header(Block block) {
    ObjectNode header = JSON.createObjectNode();
    header.put("parentHash", block.parent());
    header.put("number", "0x" + Long.toHexString(block.number()));
    header.put("stateRoot", block.hash()).put("extrinsicsRoot", block.hash());
    header.putObject("digest").putArray("logs");
    return header;
  }

  private JsonNode query(JsonNode params) throws RefusedException {
    SubnetState state = state(params.path(1));
    ObjectNode set = JSON.createObjectNode();
    set.put("block", block(params.path(1)).hash());
    ArrayNode changes = set.putArray("changes");
    for (JsonNode key : params.path(0)) {
      changes.addArray().add(key.asText()).add(value(state, key.asText()));
    }
    return JSON.createArrayNode().add(set);
  }

  private JsonNode call(JsonNode params) throws RefusedException {
    if (!params.path(0).asText().equals("SubnetInfoRuntimeApi_get_selective_metagraph")) {
      throw new RefusedException(UNKNOWN_BLOCK, "Exported method is not found");
    }
    return TextNode.valueOf(state(params.path(2)).metagraph(params.path(1).asText()));
  }

  private static JsonNode value(SubnetState state, String key) {
    String value = state.value(key);
    return value == null ? NullNode.getInstance() : TextNode.valueOf(value);
  }
}
