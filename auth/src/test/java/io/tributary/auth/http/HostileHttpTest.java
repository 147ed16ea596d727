package io.tributary.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.auth.http.RawHttp.Answer;
import io.tributary.auth.service.HostileInputTest;
import io.tributary.hotkey.access.AccessReason;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no requests, or two at once, and what Jetty itself refuses. */
class HostileHttpTest {

  private static final String HOST = "Host: auth.example\r\n";

  @TempDir private Path folder;
  private Running service;

  @BeforeEach
  void start() throws IOException {
    service = new Running(folder.resolve("state"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Answer ask(String request) throws IOException {
    try (RawHttp client = service.raw()) {
      return client
          .send(request.replace("<CR>", "\r").replace("<LF>", "\n"))
          .answer()
          .orElseThrow();
    }
  }

  private void refused(String request, AccessReason reason) throws IOException {
    Answer answer = ask(request);
    assertThat(answer.body()).as(request).contains("\"error\":\"" + reason.name() + "\"");
    assertThat(answer.status()).isEqualTo(reason.httpStatus());
    assertThat(answer.head())
        .contains("Content-Type: application/json", "Cache-Control: no-store")
        .doesNotContainIgnoringCase("server:")
        .doesNotContainIgnoringCase("date:")
        .doesNotContainIgnoringCase("jetty");
    assertThat(service.world.sessions).isEmpty();
    assertThat(service.audit).last().asString().contains("\"outcome\":\"" + reason.name() + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n\r\nnonsense\r\n\r\n",
        "GET\r\n\r\n",
        "GET /health\r\n\r\n",
        "GET /health HTTP/2.0\r\n\r\n",
        "GET /health HTTP/1.2\r\nHost: x\r\n\r\n",
        "GET /health HTTX/1.1\r\nHost: x\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET /health HTTP/1.1\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\nNo colon\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n",
        "G\u0001T /health HTTP/1.1\r\nHost: x\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
        "POST /v2/%61ccess HTTP/1.1\r\nHost: x\r\nContent-Length: zz\r\n\r\n",
        "POST /v2/access HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /v2/access HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "POST /v2/access HTTP/1.1\r\nHost: x\r\nContent-Length: 2, 2\r\n\r\n{}",
        "POST /v2/access HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
        "POST /v2/access HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n{}",
        "POST /v2/access HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, gzip\r\n\r\n{}",
        "POST /v2/access HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
        "POST /v2/access HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /v2/access HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /v2/access HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        "POST /v2/access HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{XX",
        "POST /v2/access HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n{",
        "POST /v2/access HTTP/1.1\r\nHost: x\r\nExpect: tea\r\nContent-Length: 2\r\n\r\n{}",
        "POST /v2//access HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
        "POST /v2/%2e%2e/auth HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
        "POST /v2%2faccess HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
        "POST /v2/..%5cauth HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
        "POST /v2/access#x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
        "POST /%zz HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
        "POST /\u00ff HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
        "GET /health HTTP/1.1\r\nHost: \r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x:99999999\r\n\r\n",
      })
  void whatIsNoRequestIsMalformed(String request) throws IOException {
    refused(request, AccessReason.MALFORMED);
    assertThat(service.audit).hasSize(1).first().asString().contains("\"endpoint\":\"-\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /v2/access/ | NO_SUCH_ROUTE",
        "POST | /v2/access?x=1 | NO_SUCH_ROUTE",
        "POST | /v2/access; | NO_SUCH_ROUTE",
        "POST | /v2/access;x=1/../auth | NO_SUCH_ROUTE",
        "POST | /V2/access | NO_SUCH_ROUTE",
        "POST | /v2/acces%73 | NO_SUCH_ROUTE",
        "POST | / | NO_SUCH_ROUTE",
        "OPTIONS | * | NO_SUCH_ROUTE",
        "GET | /health? | NO_SUCH_ROUTE",
        "GET | /v2/access | METHOD_NOT_ALLOWED",
        "PUT | /v2/access | METHOD_NOT_ALLOWED",
        "DELETE | /auth | METHOD_NOT_ALLOWED",
        "TRACE | /auth | METHOD_NOT_ALLOWED",
        "OPTIONS | /auth-read | METHOD_NOT_ALLOWED",
        "post | /v2/access | METHOD_NOT_ALLOWED",
        "BREW | /v2/access | METHOD_NOT_ALLOWED",
        "POST | /health | METHOD_NOT_ALLOWED",
        "POST | /v2/access | MALFORMED",
        "POST | http://auth.example/v2/access | MALFORMED",
      })
  void methodsAndPathsAreTakenAsTheyAre(String method, String path, AccessReason reason)
      throws IOException {
    refused(method + " " + path + " HTTP/1.1\r\n" + HOST + "Content-Length: 0\r\n\r\n", reason);
  }

  @Test
  void oddBodiesAreRefusedOverTheWireToo() throws Exception {
    for (String body : HostileInputTest.bodies()) {
      for (String path : List.of("/v2/access", "/auth", "/auth-read")) {
        HttpResponse<byte[]> answer = service.post(path, body);
        assertThat(answer.statusCode()).as(body).isBetween(400, 499);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      }
    }
    assertThat(service.world.sessions).isEmpty();
  }

  @Test
  void connectOpensNothing() throws IOException {
    assertThat(ask("CONNECT auth.example:443 HTTP/1.1\r\n" + HOST + "\r\n").status())
        .isBetween(400, 499);
  }

  @Test
  void longHeadersAndBodiesAreTooLarge() throws IOException {
    String long9k = "a".repeat(9 * 1024);
    refused("GET /health HTTP/1.1\r\n" + HOST + "X: " + long9k, AccessReason.REQUEST_TOO_LARGE);
    refused("GET /" + long9k + " HTTP/1.1\r\n" + HOST + "\r\n", AccessReason.REQUEST_TOO_LARGE);
    refused(
        "GET /health HTTP/1.1\r\n" + HOST + "X: 1\r\n".repeat(3000) + "\r\n",
        AccessReason.REQUEST_TOO_LARGE);
    String post = "POST /v2/access HTTP/1.1\r\n" + HOST;
    refused(post + "Content-Length: 1000000000000\r\n\r\n", AccessReason.REQUEST_TOO_LARGE);
    refused(
        post + "Content-Length: 16385\r\nExpect: 100-continue\r\n\r\n",
        AccessReason.REQUEST_TOO_LARGE);
    for (int size : List.of(16 * 1024 + 1, 300_000, BodyReader.MOST_DISCARDED)) {
      refused(
          post + "Content-Length: " + size + "\r\n\r\n" + "a".repeat(size),
          AccessReason.REQUEST_TOO_LARGE);
    }
  }

  @Test
  void aBodyWithoutEndIsTooLarge() throws IOException {
    String chunk = "8000\r\n" + "a".repeat(0x8000) + "\r\n";
    refused(
        "POST /v2/access HTTP/1.1\r\n"
            + HOST
            + "Transfer-Encoding: chunked\r\n\r\n"
            + chunk.repeat(BodyReader.MOST_DISCARDED / 0x8000 + 1),
        AccessReason.REQUEST_TOO_LARGE);
  }

  @Test
  void chunksAndOneByteAtATimeAreRequests() throws IOException {
    String body =
        new String(service.world.signed(service.world.upload()).toJson(), StandardCharsets.UTF_8);
    StringBuilder request =
        new StringBuilder("POST /v2/access HTTP/1.1\r\n" + HOST)
            .append("Transfer-Encoding: chunked\r\n\r\n");
    body.chars().forEach(c -> request.append("1;x=y\r\n").append((char) c).append("\r\n"));
    request.append("0\r\nTrailer: x\r\n\r\n");
    try (RawHttp client = service.raw()) {
      for (char c : request.toString().toCharArray()) {
        client.send(String.valueOf(c));
      }
      assertThat(client.answer().orElseThrow().status()).isEqualTo(200);
    }
  }

  @Test
  void whoAsksBeforeSendingIsToldToContinue() throws IOException {
    byte[] body = service.world.signed(service.world.upload()).toJson();
    try (RawHttp client = service.raw()) {
      client.send(
          "POST /v2/access HTTP/1.1\r\n"
              + HOST
              + "Expect: 100-continue\r\nContent-Length: "
              + body.length
              + "\r\n\r\n");
      assertThat(client.answer().orElseThrow().status()).isEqualTo(100);
      assertThat(client.send(body).answer().orElseThrow().status()).isEqualTo(200);
    }
  }

  @Test
  void whatFollowsARequestIsTheNext() throws IOException {
    String health = "GET /health HTTP/1.1\r\n" + HOST + "\r\n";
    try (RawHttp client = service.raw()) {
      client.send(health + health + "{\"smuggled\":1}\r\n\r\n");
      assertThat(client.answer().orElseThrow().status()).isEqualTo(200);
      assertThat(client.answer().orElseThrow().status()).isEqualTo(200);
      assertThat(client.answer().orElseThrow().body()).contains("\"error\":\"MALFORMED\"");
      assertThat(client.ends()).isTrue();
    }
  }

  @Test
  void aBodyCutShortIsMalformedOrEnds() throws IOException {
    try (RawHttp client = service.raw()) {
      client.send("POST /v2/access HTTP/1.1\r\n" + HOST + "Content-Length: 10\r\n\r\n{");
      client.endOutput();
      assertThat(client.answer().map(Answer::status)).hasValue(400);
      assertThat(client.ends()).isTrue();
    }
  }

  @Test
  void versionOneDotZeroIsServed() throws IOException {
    assertThat(ask("GET /health HTTP/1.0\r\n\r\n").body()).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void answersToHeadHaveNoBody() throws IOException {
    try (RawHttp client = service.raw()) {
      client.send("HEAD /health HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
      Answer answer = client.answer().orElseThrow();
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.body()).isEmpty();
    }
  }
}
