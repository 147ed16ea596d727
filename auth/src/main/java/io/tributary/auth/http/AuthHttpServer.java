package io.tributary.auth.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.auth.service.AuthService;
import io.tributary.auth.service.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service on the JDK's own server: bodies up to 16 KiB, a fixed number of threads, and
 * connections that are closed when a request does not arrive, or an answer is not taken, in time.
 * Put TLS and a public address in front of it.
 */
public final class AuthHttpServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AuthHttpServer.class);
  private static final int BACKLOG = 128;

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final AuthService service;

  /**
   * Binds the address and starts to answer.
   *
   * @param address where to listen; port 0 takes a free one
   * @param threadCount how many requests are worked on at once
   */
  public AuthHttpServer(InetSocketAddress address, int threadCount, AuthService service)
      throws IOException {
    ServerLimits.set();
    this.service = service;
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
    byte[] body = exchange.getRequestBody().readNBytes(AuthService.MOST_BODY_BYTES + 1);
    return service.answer(exchange.getRequestMethod(), exchange.getRequestURI().toString(), body);
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
