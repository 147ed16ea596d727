package io.tributary.connectors.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.lake.check.RowOracle.Answer;
import io.tributary.lake.check.SampledRow;
import io.tributary.schemas.ContentKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An oracle that is a real server, with good days and bad ones. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpRowOracleTest {

  /** What the server does with a question. */
  private interface Behaviour {
    void answer(HttpExchange exchange) throws Exception;
  }

  private final List<String> questions = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Behaviour behaviour;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/rows",
        exchange -> {
          questions.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          try (exchange) {
            behaviour.answer(exchange);
          } catch (Exception e) {
            throw new IOException(e);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void answersComeInTheOrderOfTheRows() {
    behaviour =
        exchange -> {
          assertThat(exchange.getRequestMethod()).isEqualTo("POST");
          send(exchange, 200, "{\"answers\":[\"CONFIRMED\",\"CONTRADICTED\",\"UNKNOWN\"]}");
        };
    assertThat(oracle().ask(rows(3)))
        .containsExactly(Answer.CONFIRMED, Answer.CONTRADICTED, Answer.UNKNOWN);
    assertThat(questions.get(0))
        .startsWith(
            "{\"version\":1,\"rows\":[{\"item\":\"x:1\",\"createdMicros\":1000000,"
                + "\"texts\":{\"label\":\"#a\",\"text\":\"a \\\"quote\\\" and \\n \u00e9\"}},"
                + "{\"item\":\"x:2\"")
        .endsWith("]}");
    assertThat(oracle().ask(List.of())).isEmpty();
    assertThat(questions).hasSize(1);
  }

  @Test
  void manyRowsAreAskedAFewAtATime() {
    behaviour =
        exchange -> {
          int count = questions.size() < 3 ? HttpRowOracle.ROWS_AT_ONCE : 5;
          send(exchange, 200, answers(count, questions.size() == 2 ? "NONSENSE" : "CONFIRMED"));
        };
    List<Answer> expected = new ArrayList<>();
    expected.addAll(Collections.nCopies(32, Answer.CONFIRMED));
    expected.addAll(Collections.nCopies(32, Answer.UNKNOWN));
    expected.addAll(Collections.nCopies(5, Answer.CONFIRMED));
    assertThat(oracle().ask(rows(69))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "[\"CONFIRMED\",\"CONFIRMED\"]",
        "{\"answers\":null}",
        "{\"answers\":[]}",
        "{\"answers\":[\"CONTRADICTED\"]}",
        "{\"answers\":[\"CONTRADICTED\",\"CONTRADICTED\",\"CONTRADICTED\"]}",
        "{\"answers\":[\"CONTRADICTED\",\"contradicted\"]}",
        "{\"answers\":[\"CONTRADICTED\",1]}",
        "{\"answers\":[\"CONTRADICTED\",[\"CONTRADICTED\"]]}",
        "{\"answers\":[\"CONTRADICTED\",\"CONTRADICTED\"],\"more\":1}",
        "{\"answers\":[\"CONTRADICTED\",\"CONTRADICTED\"]} {}",
        "{\"answers\":[\"UNKNOWN\",\"UNKNOWN\"],\"answers\":[\"CONTRADICTED\",\"CONTRADICTED\"]}"
      })
  void whatIsNoAnswerTellsNothing(String body) {
    behaviour = exchange -> send(exchange, 200, body);
    assertUnknown(oracle());
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 302, 400, 404, 500, 503})
  void otherCodesThan200TellNothing(int status) {
    behaviour =
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/rows");
          send(exchange, status, status == 204 ? "" : answers(2, "CONTRADICTED"));
        };
    assertUnknown(oracle());
    assertThat(questions).hasSize(1);
  }

  @Test
  void bytesThatAreNoTextTellNothing() {
    behaviour =
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {(byte) 0xC3, 0x28});
        };
    assertUnknown(oracle());
  }

  @Test
  void anAnswerWithoutEndIsNotReadToItsEnd() {
    behaviour =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] blanks = " ".repeat(8192).getBytes(StandardCharsets.US_ASCII);
          for (int i = 0; i < 1_000_000; i++) {
            exchange.getResponseBody().write(blanks);
          }
        };
    assertUnknown(oracle());
  }

  @Test
  void aServerThatSaysNothingIsNotWaitedFor() {
    behaviour = exchange -> end.await();
    assertUnknown(new HttpRowOracle(options(Duration.ofMillis(300))));
  }

  @Test
  void aServerThatStopsInTheMiddleIsNotWaitedFor() {
    behaviour =
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          end.await();
        };
    assertUnknown(new HttpRowOracle(options(Duration.ofMillis(300))));
  }

  @Test
  void theTimeIsThatOfAllRowsTogether() {
    behaviour = exchange -> send(exchange, 200, answers(32, "CONFIRMED"));
    AtomicLong nanos = new AtomicLong();
    HttpRowOracle oracle =
        new HttpRowOracle(options(Duration.ofSeconds(20)), () -> nanos.getAndAdd(15_000_000_000L));
    List<Answer> answers = oracle.ask(rows(64));
    assertThat(answers.subList(0, 32)).containsOnly(Answer.CONFIRMED);
    assertThat(answers.subList(32, 64)).containsOnly(Answer.UNKNOWN);
    assertThat(questions).hasSize(1);
  }

  @Test
  void nobodyThereTellsNothing() {
    HttpRowOracle oracle = oracle();
    server.stop(0);
    assertUnknown(oracle);
  }

  private void assertUnknown(HttpRowOracle oracle) {
    assertThat(oracle.ask(rows(2))).containsExactly(Answer.UNKNOWN, Answer.UNKNOWN);
  }

  private HttpRowOracle oracle() {
    return new HttpRowOracle(options(Duration.ofSeconds(20)));
  }

  private OracleOptions options(Duration timeout) {
    return OracleOptions.parse(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/rows?key=secret", timeout);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String answers(int count, String answer) {
    return "{\"answers\":["
        + String.join(",", Collections.nCopies(count, "\"" + answer + "\""))
        + "]}";
  }

  private static List<SampledRow> rows(int count) {
    List<SampledRow> rows = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      rows.add(
          new SampledRow(
              ContentKey.of("https://x.com/ann/status/" + i).key(),
              1_000_000,
              Map.of("label", "#a", "text", "a \"quote\" and \n \u00e9")));
    }
    return rows;
  }
}
