package io.tributary.connectors.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store that answers every HEAD with 403: what a list of the key makes of it. */
class RefusedHeadTest {

  private static final ObjectKey KEY =
      ObjectKey.of(
          SourceId.X, new Hotkey("5" + "C".repeat(47)), Instant.EPOCH, 3, "0123456789abcdef");
  private static final IssuedCredentials CREDENTIALS =
      new IssuedCredentials("id", "secret", "token", Instant.MAX);

  private final List<String> lists = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String answer = "";
  private HttpServer server;
  private S3FileStore store;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
    store =
        new S3FileStore(
            StoreOptions.compatible(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "lake")
                .withPatience(Duration.ofSeconds(10), Duration.ofSeconds(30), 2)
                .withBackoff(Duration.ofMillis(1), Duration.ofMillis(2)));
  }

  @AfterEach
  void stop() {
    store.close();
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      lists.add(exchange.getRequestURI().getQuery());
      byte[] body = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String listOf(String contents) {
    return "<ListBucketResult><IsTruncated>false</IsTruncated>" + contents + "</ListBucketResult>";
  }

  @Test
  void whatTheListDoesNotShowIsAbsent() throws Exception {
    answer = listOf("<Contents><Key>" + KEY.path() + ".more</Key><Size>1</Size></Contents>");
    assertThat(store.head(KEY, CREDENTIALS)).isEmpty();
    assertThat(lists).singleElement().asString().contains("prefix=" + KEY.path(), "list-type=2");
  }

  @Test
  void whatTheListShowsIsDenied() {
    answer = listOf("<Contents><Key>" + KEY.path() + "</Key><Size>1</Size></Contents>");
    assertThat(failure()).startsWith("DENIED: head of " + KEY);
  }

  @Test
  void whatMayNotBeListedIsDenied() {
    status = 403;
    answer = "<Error><Code>AccessDenied</Code></Error>";
    assertThat(failure()).startsWith("DENIED: head of " + KEY);
  }

  @Test
  void aListThatFailsDecidesNothing() {
    status = 503;
    answer = "<Error><Code>SlowDown</Code></Error>";
    assertThat(failure()).startsWith("THROTTLED: list of " + KEY);
    assertThat(lists).hasSize(2);
  }

  @Test
  void credentialsThatEndedAreToldByTheList() {
    status = 400;
    answer = "<Error><Code>ExpiredToken</Code></Error>";
    assertThat(failure()).startsWith("EXPIRED: list of " + KEY);
  }

  private String failure() {
    StoreException thrown =
        catchThrowableOfType(StoreException.class, () -> store.head(KEY, CREDENTIALS));
    assertThat(thrown).as("a failure").isNotNull();
    return thrown.getMessage();
  }
}
