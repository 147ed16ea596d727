package io.tributary.auth.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.wire.StrictJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v2/access} and {@code GET /health} on the JDK's own server: bodies up to 16 KiB, a
 * fixed number of threads, and connections that are closed when a request does not arrive, or an
 * answer is not taken, in time. Put TLS and a public address in front of it.
 */
public final class AuthHttpServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AuthHttpServer.class);
  private static final int MOST_BODY_BYTES = 16 * 1024;
  private static final int BACKLOG = 128;

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final AccessEndpoint access;

  /**
   * Binds the address and starts to answer.
   *
   * @param address where to listen; port 0 takes a free one
   * @param threadCount how many requests are worked on at once
   */
  public AuthHttpServer(InetSocketAddress address, int threadCount, AccessEndpoint access)
      throws IOException {
    ServerLimits.set();
    this.access = access;
    this.server = HttpServer.create(address, BACKLOG);
    this.threads = threads(threadCount);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply = reply(exchange);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(reply.status(), reply.json().length);
      exchange.getResponseBody().write(reply.json());
    } catch (IOException e) {
      LOG.debug("the client went away", e);
    } catch (RuntimeException e) {
      LOG.error("a request could not be answered", e);
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    return switch (exchange.getRequestURI().toString()) {
      case "/health" ->
          method.equals("GET")
              ? Reply.ok(StrictJson.newObject().put("status", "ok"))
              : access.refuseUnread(AccessReason.METHOD_NOT_ALLOWED);
      case "/v2/access" ->
          method.equals("POST")
              ? post(exchange)
              : access.refuseUnread(AccessReason.METHOD_NOT_ALLOWED);
      default -> access.refuseUnread(AccessReason.NO_SUCH_ROUTE);
    };
  }

  private Reply post(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1);
    return body.length > MOST_BODY_BYTES
        ? access.refuseUnread(AccessReason.REQUEST_TOO_LARGE)
        : access.answer(body);
  }

  /** Stops after the requests under way are answered, within seconds. */
  @Override
  public void close() {
    server.stop(1);
    threads.shutdown();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** The queue holds at most one request a connection, and connections are limited. */
  private static ThreadPoolExecutor threads(int count) {
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        count,
        count,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        task -> {
          Thread thread = new Thread(task, "auth-http-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
