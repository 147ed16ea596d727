package io.tributary.hotkey.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.hotkey.wire.StrictJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /key} and {@code POST /sign} on the JDK's own server, with a few threads and a limit
 * on bodies. Pages in a browser are kept out: they cannot send JSON without asking, and their
 * {@code Origin} is refused. Put TLS in front of it before it leaves this machine. Thread-safe.
 */
public final class SignerServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SignerServer.class);
  private static final int THREADS = 4;
  private static final int BACKLOG = 16;

  /** Read by the JDK's server once for the process; what is set already stays. */
  private static final Map<String, String> LIMITS =
      Map.of(
          "sun.net.httpserver.maxReqTime", "20",
          "sun.net.httpserver.maxRspTime", "20",
          "jdk.httpserver.maxConnections", "64",
          "sun.net.httpserver.nodelay", "true");

  private final HttpServer server;
  private final ExecutorService threads;
  private final SigningDesk desk;
  private final Optional<SignerToken> token;

  /**
   * Binds the address and starts to answer.
   *
   * @param address where to listen; port 0 takes a free one
   * @param token what clients must show; may be empty on a loopback address only
   * @throws IllegalArgumentException for another address without a token
   * @throws IOException if the address cannot be bound
   */
  public SignerServer(InetSocketAddress address, SigningDesk desk, Optional<SignerToken> token)
      throws IOException {
    if (token.isEmpty() && !address.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "a signer that others can reach needs a token; set "
              + SignerToken.VARIABLE
              + " or listen on 127.0.0.1");
    }
    this.desk = desk;
    this.token = token;
    LIMITS.forEach(SignerServer::setUnlessSet);
    server = HttpServer.create(address, BACKLOG);
    threads = Executors.newFixedThreadPool(THREADS, SignerServer::thread);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Stops after the requests under way are answered, within a second. */
  @Override
  public void close() {
    server.stop(1);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        reply(exchange, 200, answer(exchange));
      } catch (SignerRefusedException e) {
        reply(exchange, e.reason().status(), refusal(e.reason()));
      }
    } catch (IOException e) {
      LOG.debug("the client went away", e);
    } catch (RuntimeException e) {
      LOG.error("a request could not be answered", e);
    }
  }

  private byte[] answer(HttpExchange exchange) throws IOException, SignerRefusedException {
    String from = exchange.getRemoteAddress().getAddress().getHostAddress();
    if (exchange.getRequestHeaders().containsKey("Origin")) {
      throw desk.refuse(SignerRefusal.ORIGIN, from);
    }
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    if (token.isPresent() && !token.get().isShownBy(shown)) {
      throw desk.refuse(SignerRefusal.TOKEN, from);
    }
    return switch (exchange.getRequestURI().toString()) {
      case "/key" -> {
        requireMethod(exchange, "GET", from);
        yield StrictJson.toBytes(StrictJson.newObject().put("publicKey", desk.publicKey().hex()));
      }
      case "/sign" -> {
        requireMethod(exchange, "POST", from);
        yield sign(exchange, from);
      }
      default -> throw desk.refuse(SignerRefusal.NO_SUCH_ROUTE, from);
    };
  }

  private void requireMethod(HttpExchange exchange, String method, String from)
      throws SignerRefusedException {
    if (!exchange.getRequestMethod().equals(method)) {
      throw desk.refuse(SignerRefusal.METHOD, from);
    }
  }

  private byte[] sign(HttpExchange exchange, String from)
      throws IOException, SignerRefusedException {
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw desk.refuse(SignerRefusal.CONTENT_TYPE, from);
    }
    byte[] body = exchange.getRequestBody().readNBytes(SignRequest.MOST_JSON_BYTES + 1);
    if (body.length > SignRequest.MOST_JSON_BYTES) {
      throw desk.refuse(SignerRefusal.TOO_LARGE, from);
    }
    try {
      return StrictJson.toBytes(
          StrictJson.newObject().put("signature", HexFormat.of().formatHex(desk.sign(body, from))));
    } catch (RuntimeException e) {
      LOG.error("a signature could not be made", e);
      throw new SignerRefusedException(SignerRefusal.FAILED);
    }
  }

  private static byte[] refusal(SignerRefusal reason) {
    return StrictJson.toBytes(
        StrictJson.newObject().put("reason", reason.name()).put("message", reason.text()));
  }

  private static void reply(HttpExchange exchange, int status, byte[] json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, json.length);
    exchange.getResponseBody().write(json);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "signer-http");
    thread.setDaemon(true);
    return thread;
  }

  private static void setUnlessSet(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
