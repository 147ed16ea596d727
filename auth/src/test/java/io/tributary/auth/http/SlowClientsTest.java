package io.tributary.auth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.auth.World;
import io.tributary.auth.evidence.FileEvidenceLog;
import io.tributary.auth.service.AuditLog;
import io.tributary.auth.service.AuthService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that do not send, do not finish, or send a byte now and then; and slow decisions. */
class SlowClientsTest {

  private static final String HEAD =
      "POST /v2/access HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n";
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private final World world = new World();
  private final List<RawHttp> clients = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private AuthHttpServer server;

  @AfterEach
  void stop() throws IOException {
    for (RawHttp client : clients) {
      client.close();
    }
    server.close();
  }

  private void start(HttpLimits limits) throws IOException {
    AuthService service =
        new AuthService(
            world.issuer(),
            Optional.of(world.v1()),
            world.intake(),
            new FileEvidenceLog(folder.resolve("evidence")),
            new AuditLog("main", line -> {}),
            world,
            () -> "00112233445566778899aabbccddeeff");
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = new AuthHttpServer(any, 4, limits, service);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
  }

  private RawHttp open(String begin) throws IOException {
    RawHttp client = new RawHttp(uri(""));
    clients.add(client);
    return client.send(begin);
  }

  private int honest() throws IOException, InterruptedException {
    byte[] body = world.signed(world.upload()).toJson();
    return http.send(
            HttpRequest.newBuilder(uri("/v2/access"))
                .timeout(Duration.ofSeconds(5))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("auth-"))
        .count();
  }

  @Test
  void thousandsOfSlowClientsHoldNoThreadAndEnd() throws Exception {
    Duration limit = Duration.ofSeconds(4);
    start(new HttpLimits(limit, limit, LONG, 8192, 0));
    world.admission = world.admission(10_000);
    for (int i = 0; i < 8; i++) {
      assertThat(honest()).isEqualTo(200);
    }
    long before = threads();
    List<RawHttp> trickling = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      open("");
      open("POST /v2/access HTTP/1.1\r\nHost:");
      open(HEAD + "\r\n{");
      trickling.add(open(i % 2 == 0 ? "P" : HEAD + "\r\n{"));
    }
    assertThat(server.openConnections()).isGreaterThan(1000);
    assertThat(honest()).isEqualTo(200);
    assertThat(threads()).isLessThanOrEqualTo(before);
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              assertThat(honest()).isEqualTo(200);
              trickling.forEach(SlowClientsTest::trickle);
              return server.openConnections() <= 1;
            });
    assertThat(threads()).isLessThanOrEqualTo(before);
  }

  /** Sends a byte; that the other side has ended it is what the test waits for. */
  private static void trickle(RawHttp client) {
    try {
      client.send("a");
    } catch (IOException e) {
      assertThat(e).hasMessageMatching("(?i).*(broken pipe|reset|closed|abort).*");
    }
  }

  @Test
  void aBodyThatDoesNotComeIsRefused() throws Exception {
    start(new HttpLimits(Duration.ofMillis(300), LONG, LONG, 8192, 0));
    RawHttp client = open(HEAD + "\r\n{");
    assertThat(client.answer().orElseThrow())
        .satisfies(answer -> assertThat(answer.status()).isEqualTo(408))
        .satisfies(answer -> assertThat(answer.body()).contains("\"error\":\"REQUEST_TIMEOUT\""));
    assertThat(client.ends()).isTrue();
  }

  @Test
  void headersThatDoNotComeEndTheConnection() throws Exception {
    start(new HttpLimits(Duration.ofMillis(300), LONG, LONG, 8192, 0));
    assertThat(open("GET /health HT").ends()).isTrue();
    RawHttp second = open("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(second.answer().orElseThrow().status()).isEqualTo(200);
    assertThat(second.send("GET").ends()).isTrue();
  }

  @Test
  void silenceEndsTheConnection() throws Exception {
    start(new HttpLimits(LONG, Duration.ofMillis(300), LONG, 8192, 0));
    // What is looked at twenty times in a request's minute is looked at every three seconds.
    assertThat(open("").ends()).isTrue();
  }

  @Test
  void slowOnesMakeRoomForOthers() throws Exception {
    start(new HttpLimits(LONG, LONG, LONG, 20, 0));
    for (int i = 0; i < 60; i++) {
      open(HEAD + "\r\n{");
    }
    await().until(() -> server.openConnections() <= 20);
    for (int i = 0; i < 5; i++) {
      assertThat(honest()).isEqualTo(200);
      open("GET /he");
    }
    assertThat(server.openConnections()).isLessThanOrEqualTo(21);
  }

  @Test
  void anAddressMayBeLimited() throws Exception {
    start(new HttpLimits(LONG, LONG, LONG, 8192, 0).withMostPerAddress(3));
    RawHttp first = open("");
    open("");
    open("");
    await().until(() -> server.openConnections() == 3);
    assertThat(open("").ends()).isTrue();
    first.close();
    await().until(() -> server.openConnections() == 2);
    assertThat(honest()).isEqualTo(200);
  }

  @Test
  void requestsUnderWayAreAnsweredBeforeTheEnd() throws Exception {
    start(HttpLimits.DEFAULTS);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    world.beforeSts =
        () -> {
          asked.countDown();
          awaitOpen(answer);
        };
    RawHttp half = open(HEAD + "\r\n{");
    CompletableFuture<Integer> status = CompletableFuture.supplyAsync(this::honestUnchecked);
    asked.await();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
    assertThat(half.ends()).isTrue();
    assertThat(closing).isNotDone();
    answer.countDown();
    assertThat(status.join()).isEqualTo(200);
    closing.join();
  }

  private int honestUnchecked() {
    try {
      return honest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void awaitOpen(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
