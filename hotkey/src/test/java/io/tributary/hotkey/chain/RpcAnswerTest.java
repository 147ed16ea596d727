package io.tributary.hotkey.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RpcAnswerTest {

  @Test
  void aResultIsTaken() throws Exception {
    assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"0x00\",\"by\":\"proxy\"}").asText())
        .isEqualTo("0x00");
    assertThat(read("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":null,\"error\":null}").isNull())
        .isTrue();
  }

  @Test
  void anErrorIsARefusalInPlainWords() {
    assertFails(
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-32601,\"message\":\"no\\u001b[31m\"}}",
        ChainFault.REFUSED,
        "http://node refused: no?[31m (-32601)");
    assertFails(
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{}}",
        ChainFault.REFUSED,
        "http://node refused: without a message");
    String longText = "x".repeat(5_000);
    assertFails(
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"message\":\"" + longText + "\"}}",
        ChainFault.REFUSED,
        "http://node refused: " + "x".repeat(200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"0x\"",
        "<html>busy</html>",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":1} x",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":1,\"result\":2}",
        "{\"jsonrpc\":\"2.0\",\"id\":7}",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":\"no\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":1,\"error\":{\"message\":\"no\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":8,\"result\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":\"7\",\"result\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":7.0,\"result\":1}",
        "{\"jsonrpc\":\"2.0\",\"result\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"result\":1}",
        "{\"jsonrpc\":2.0,\"id\":7,\"result\":1}",
        "{\"id\":7,\"result\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":" + "1234567890123456789012345" + "}"
      })
  void whatIsNoAnswerIsMalformed(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            ChainException.class, e -> assertThat(e.fault()).isEqualTo(ChainFault.MALFORMED))
        .hasMessageStartingWith("http://node gave an answer ");
  }

  @Test
  void deepNestingAndBadBytesAreMalformed() {
    String deep = "[".repeat(100_000);
    assertFails(
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":" + deep,
        ChainFault.MALFORMED,
        "http://node gave an answer that is not one JSON object with each field once");
    assertThatThrownBy(() -> RpcAnswer.result(new byte[] {'"', (byte) 0xff}, 7, "http://node"))
        .hasMessage("http://node gave an answer that is not UTF-8");
  }

  @Property(tries = 5_000)
  void anyBytesAreAnsweredOrRefused(@ForAll @Size(max = 100) byte[] bytes) {
    assertKnownOutcome(bytes);
  }

  @Property(tries = 5_000)
  void mutatedAnswersAreAnsweredOrRefused(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int many) {
    Random random = new Random(seed);
    byte[] bytes =
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"number\":\"0x1\",\"digest\":{\"logs\":[\"0x\"]}}}"
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < many; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    assertKnownOutcome(bytes);
  }

  private static void assertKnownOutcome(byte[] bytes) {
    try {
      assertThat(RpcAnswer.result(bytes, 7, "http://node")).isNotNull();
    } catch (ChainException e) {
      assertThat(e).hasMessageStartingWith("http://node ");
    }
  }

  private static JsonNode read(String text) throws ChainException {
    return RpcAnswer.result(text.getBytes(StandardCharsets.UTF_8), 7, "http://node");
  }

  private static void assertFails(String text, ChainFault fault, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(ChainException.class, e -> assertThat(e.fault()).isEqualTo(fault))
        .hasMessage(message);
  }
}
