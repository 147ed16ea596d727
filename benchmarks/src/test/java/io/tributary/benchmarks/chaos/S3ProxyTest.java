package io.tributary.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3ProxyTest {

  private final AtomicInteger reached = new AtomicInteger();
  private final S3Faults faults = new S3Faults(Long.MAX_VALUE, new Random(1));
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private HttpServer store;
  private S3Proxy proxy;

  @BeforeEach
  void start() throws IOException {
    store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    store.createContext(
        "/",
        exchange -> {
          reached.incrementAndGet();
          byte[] answer = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    store.start();
    proxy = new S3Proxy(URI.create("http://127.0.0.1:" + store.getAddress().getPort()), faults);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    store.stop(0);
  }

  private long begin(S3Fault fault, S3Call call) {
    return faults.begin(new S3Faults.Trouble(fault, Set.of(call), 1, Integer.MAX_VALUE));
  }

  private HttpResponse<String> putPart() throws IOException, InterruptedException {
    return putPart(Duration.ofSeconds(20));
  }

  private HttpResponse<String> putPart(Duration patience) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(proxy.endpoint().resolve("/lake/key?partNumber=1&uploadId=u"))
            .timeout(patience)
            .PUT(HttpRequest.BodyPublishers.ofString("part"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void passesOnWhatDoesNotFail() throws Exception {
    begin(S3Fault.RESET, S3Call.COMPLETE);

    assertThat(putPart().body()).isEqualTo("part");
    assertThat(faults.failed()).isZero();
  }

  @Test
  void refusesAsTheStoreWould() throws Exception {
    long trouble = begin(S3Fault.THROTTLED, S3Call.PART);

    HttpResponse<String> answer = putPart();

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("<Code>SlowDown</Code>");
    assertThat(reached).hasValue(0);
    assertThat(faults.failed()).isEqualTo(1);
    faults.end(trouble);
    assertThat(putPart().statusCode()).isEqualTo(200);
  }

  @Test
  void anAnswerIsLostAfterTheRequestWasDone() {
    begin(S3Fault.LOST_ANSWER, S3Call.PART);

    assertThatThrownBy(this::putPart)
        .isInstanceOf(IOException.class)
        .satisfies(e -> assertThat(e.toString()).isNotEmpty());
    assertThat(reached.get()).isPositive();
  }

  @Test
  void aHangingRequestIsNeitherAnsweredNorDone() {
    begin(S3Fault.HANGING, S3Call.PART);

    assertThatThrownBy(() -> putPart(Duration.ofMillis(300)))
        .isInstanceOf(HttpTimeoutException.class)
        .hasMessageContaining("timed out");
    assertThat(reached).hasValue(0);
  }

  @Test
  void aTroubleEndsOnlyItself() throws Exception {
    long first = begin(S3Fault.BROKEN, S3Call.PART);
    long second = begin(S3Fault.EXPIRED, S3Call.PART);
    faults.end(first);

    assertThat(putPart().body()).contains("<Code>ExpiredToken</Code>");
    faults.end(second);
    assertThat(putPart().body()).isEqualTo("part");
  }

  @Test
  void callsAreToldByTheirFirstLine() {
    String create = "POST /lake/data/a.parquet?uploads HTTP/1.1\r\n\r\n";
    String complete = "POST /lake/data/a.parquet?uploadId=1 HTTP/1.1\r\n\r\n";
    assertThat(S3Call.of(create)).isEqualTo(S3Call.CREATE);
    assertThat(S3Call.of(complete)).isEqualTo(S3Call.COMPLETE);
    assertThat(S3Call.of("HEAD /lake/a HTTP/1.1\r\n\r\n")).isEqualTo(S3Call.HEAD);
    assertThat(S3Call.of("PUT /lake/a?partNumber=1&uploadId=1 HTTP/1.1\r\n\r\n"))
        .isEqualTo(S3Call.PART);
    assertThat(S3Call.of("GET /lake/a HTTP/1.1\r\n\r\n")).isEqualTo(S3Call.OTHER);
  }
}
