package io.tributary.auth.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP interface that Lambda offers to a runtime, as far as one runtime at a time needs it.
 *
 * <p>https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
final class RuntimeApi implements AutoCloseable {

  private static final String VERSION = "/2018-06-01/runtime";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> restores = new LinkedBlockingQueue<>();

  /**
   * What the runtime said.
   *
   * @param what {@code response}, {@code error}, {@code init/error}, {@code restore/next}, {@code
   *     restore/error}
   * @param nanos when
   */
  record Said(String what, String body, long nanos) {}

  RuntimeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Hands out an event and waits for what becomes of it. */
  Said invoke(byte[] event) throws InterruptedException {
    events.add(event);
    return next(Duration.ofSeconds(60));
  }

  Said next(Duration patience) throws InterruptedException {
    Said next = said.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (next == null) {
      throw new AssertionError("the runtime said nothing for " + patience);
    }
    return next;
  }

  /** Wakes a runtime whose snapshot was taken. */
  void restore() {
    restores.add("");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(VERSION.length());
      if (path.equals("/invocation/next")) {
        sendEvent(exchange, events.take());
      } else if (path.equals("/restore/next")) {
        hear("restore/next", exchange);
        restores.take();
        exchange.sendResponseHeaders(200, -1);
      } else {
        String last = path.substring(path.lastIndexOf('/') + 1);
        hear(path.startsWith("/invocation/") ? last : path.substring(1), exchange);
        exchange.sendResponseHeaders(202, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear(String what, HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    said.add(new Said(what, new String(body, StandardCharsets.UTF_8), System.nanoTime()));
  }

  private static void sendEvent(HttpExchange exchange, byte[] event) throws IOException {
    long deadline = System.currentTimeMillis() + Duration.ofSeconds(29).toMillis();
    exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID() + "");
    exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
    exchange
        .getResponseHeaders()
        .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:0:function:auth");
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
