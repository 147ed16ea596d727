package io.tributary.connectors.beacon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node that knows blocks by number and hash, and answers HTTP 503 while it is down. */
final class ScriptedNode implements AutoCloseable {

  private static final Pattern METHOD = Pattern.compile("\"method\":\"(\\w+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
  private static final Pattern PARAMETER = Pattern.compile("\"params\":\\[\"(\\w+)\"");

  private final HttpServer server;
  private final Map<Long, String> forks = new ConcurrentHashMap<>();
  private volatile long finalized;
  private volatile boolean down;
  private final AtomicLong questions = new AtomicLong();

  ScriptedNode(long finalized) throws IOException {
    this.finalized = finalized;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void finalizeTo(long number) {
    finalized = number;
  }

  void down(boolean isDown) {
    down = isDown;
  }

  /** How many came. */
  long questions() {
    return questions.get();
  }

  /** Has another block than everybody else. */
  void fork(long number) {
    forks.put(number, "f".repeat(64));
  }

  static String hash(long number) {
    return String.format(Locale.ROOT, "0x%064x", number + 0x1000);
  }

  private String own(long number) {
    return forks.containsKey(number) ? "0x" + forks.get(number) : hash(number);
  }

  private void answer(HttpExchange exchange) throws IOException {
    questions.incrementAndGet();
    try (exchange) {
      String question =
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (down) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      long head = finalized;
      String result =
          switch (group(METHOD, question)) {
            case "chain_getFinalizedHead" -> "\"" + own(head) + "\"";
            case "chain_getHeader" -> "{\"number\":\"0x" + Long.toHexString(head) + "\"}";
            default -> "\"" + own(Long.decode(group(PARAMETER, question))) + "\"";
          };
      byte[] body =
          ("{\"jsonrpc\":\"2.0\",\"id\":" + group(ID, question) + ",\"result\":" + result + "}")
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
