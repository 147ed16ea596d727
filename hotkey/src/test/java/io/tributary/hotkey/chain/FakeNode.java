package io.tributary.hotkey.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A node on loopback that answers what it is told to, and remembers what it was asked. */
public final class FakeNode implements AutoCloseable {

  /** Answers a request in a node's stead: the whole body, as bytes. */
  public interface Answer {
    byte[] to(JsonNode request) throws IOException;
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // Else the server's answers wait 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Map<String, String>> states = new ConcurrentHashMap<>();
  private final Map<String, byte[]> metagraphs = new ConcurrentHashMap<>();
  private final Map<Long, String> hashes = new ConcurrentHashMap<>();
  private final Queue<JsonNode> requests = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile long finalized;
  private volatile int status = 200;
  private volatile Answer instead;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  public FakeNode() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  /** The hash that every chain here gives a block. */
  public static String hashOf(long number) {
    return "0x" + "ab".repeat(24) + "%016x".formatted(number);
  }

  public ChainEndpoint endpoint() {
    return ChainEndpoint.parse(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/rpc?key=provider-secret");
  }

  /** Makes a block that is final, with a newer one of other state that is not. */
  public FakeNode finalize(long number, FakeSubnet subnet, long timeMillis) {
    return finalize(number, subnet.state(timeMillis), subnet.metagraph());
  }

  public FakeNode finalize(long number, Map<String, String> state, byte[] metagraph) {
    put(number, state);
    metagraphs.put(hashOf(number), metagraph);
    put(number + 1, Map.of());
    finalized = number;
    return this;
  }

  private void put(long number, Map<String, String> state) {
    hashes.put(number, hashOf(number));
    states.put(hashOf(number), new HashMap<>(state));
  }

  /** Answers with another body from now on; null ends that. */
  public void answer(Answer other) {
    instead = other;
  }

  public void status(int code) {
    status = code;
  }

  /** Holds every answer back until the returned latch opens. */
  public CountDownLatch hold() {
    gate = new CountDownLatch(1);
    return gate;
  }

  /** Requests so far. */
  public List<JsonNode> requests() {
    return List.copyOf(requests);
  }

  public long asked(String method) {
    return requests.stream().filter(r -> r.path("method").asText().equals(method)).count();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
      requests.add(request);
      CountDownLatch held = gate;
      while (held.getCount() > 0 && closing.getCount() > 0) {
        held.await(10, java.util.concurrent.TimeUnit.MILLISECONDS);
      }
      Answer other = instead;
      byte[] body = other == null ? usual(request) : other.to(request);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The answer of a node in order. */
  public byte[] usual(JsonNode request) {
    JsonNode params = request.path("params");
    JsonNode result =
        switch (request.path("method").asText()) {
          case "chain_getFinalizedHead" -> TextNode.valueOf(hashOf(finalized));
          case "chain_getHeader" -> header(params.path(0).asText());
          case "chain_getBlockHash" -> text(hashes.get(Long.decode(params.path(0).asText())));
          case "state_getStorage" -> text(state(params.path(1)).get(params.path(0).asText()));
          case "state_queryStorageAt" -> query(params);
          case "state_call" -> TextNode.valueOf(call(params));
          default -> throw new IllegalArgumentException("asked for " + request);
        };
    return result(request, result);
  }

  /** An answer with this result. */
  public static byte[] result(JsonNode request, JsonNode result) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("jsonrpc", "2.0").set("id", request.path("id"));
    answer.set("result", result);
    return answer.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A node's refusal. */
  public static byte[] refusal(JsonNode request, String message) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("jsonrpc", "2.0").set("id", request.path("id"));
    answer.putObject("error").put("code", -32601).put("message", message);
    return answer.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode header(String hash) {
    ObjectNode header = JSON.createObjectNode();
    header.put("parentHash", hash).put("stateRoot", hash).put("extrinsicsRoot", hash);
    header.put("number", "0x" + Long.toHexString(Long.parseLong(hash.substring(50), 16)));
    header.putObject("digest").putArray("logs").add("0x066175726120");
    return header;
  }

  private Map<String, String> state(JsonNode at) {
    return states.get(at.asText());
  }

  private JsonNode query(JsonNode params) {
    ObjectNode set = JSON.createObjectNode();
    set.put("block", params.path(1).asText());
    ArrayNode changes = set.putArray("changes");
    Map<String, String> state = state(params.path(1));
    params
        .path(0)
        .forEach(key -> changes.addArray().add(key.asText()).add(text(state.get(key.asText()))));
    return JSON.createArrayNode().add(set);
  }

  private String call(JsonNode params) {
    if (!params.path(0).asText().equals("SubnetInfoRuntimeApi_get_selective_metagraph")) {
      throw new IllegalArgumentException("called " + params);
    }
    return FakeSubnet.hex(metagraphs.get(params.path(2).asText()));
  }

  private static JsonNode text(String value) {
    return value == null ? NullNode.getInstance() : TextNode.valueOf(value);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
