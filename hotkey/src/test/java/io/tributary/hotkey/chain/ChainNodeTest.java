package io.tributary.hotkey.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainNodeTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BlockHash AT = new BlockHash(FakeNode.hashOf(100));
  private static final StorageKey HERE = SubtensorStorage.uidCount(13);
  private static final StorageKey NOTHING = SubtensorStorage.uidCount(14);

  private final FakeNode fake = new FakeNode();
  private ChainNode node;

  @BeforeEach
  void start() {
    fake.finalize(100, Map.of(HERE.hex(), "0x0100"), new byte[] {7});
    node = new ChainNode(fake.endpoint(), new RpcLimits(Duration.ofSeconds(20), 4096));
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void whatANodeKnowsIsRead() throws Exception {
    assertThat(node.finalizedHead()).isEqualTo(new FinalizedHead(AT, 100));
    assertThat(node.blockHash(100)).contains(AT);
    assertThat(node.blockHash(102)).isEmpty();
    assertThat(node.storage(HERE, AT)).hasValue(new byte[] {1, 0});
    assertThat(node.storage(NOTHING, AT)).isEmpty();
    assertThat(node.storage(List.of(NOTHING, HERE), AT))
        .satisfiesExactly(
            nothing -> assertThat(nothing).isEmpty(),
            here -> assertThat(here).hasValue(new byte[] {1, 0}));
    assertThat(node.call(SubnetStakes.CALL, new byte[0], AT)).containsExactly(7);
    assertThatThrownBy(() -> node.blockHash(-1)).hasMessage("a block's number is a u32, not -1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"0x\"", "null", "7", "\"0xAB\"", "[]", "{}", "true"})
  void noHashIsMalformed(String result) {
    fake.answer(request -> FakeNode.result(request, JSON.readTree(result)));
    assertFails(ChainFault.MALFORMED, node::finalizedHead, "something else than a block's hash");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"number\":100}",
        "{\"number\":\"0x\"}",
        "{\"number\":\"0x0064\"}",
        "{\"number\":\"100\"}",
        "{\"number\":\"0xffffffffffffffff\"}"
      })
  void noNumberIsMalformed(String header) {
    fake.answer(
        request ->
            request.path("method").asText().equals("chain_getHeader")
                ? FakeNode.result(request, JSON.readTree(header))
                : fake.usual(request));
    assertFails(ChainFault.MALFORMED, node::finalizedHead, "a header without number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "[{}]",
        "[{\"block\":\"%2$s\",\"changes\":[]}]",
        "[{\"block\":\"0x00\",\"changes\":[[\"%1$s\",null]]}]",
        "[{\"block\":\"%2$s\",\"changes\":[[\"%1$s\",null]]},{}]",
        "[{\"block\":\"%2$s\",\"changes\":[[\"0x00\",null]]}]",
        "[{\"block\":\"%2$s\",\"changes\":[[\"%1$s\"]]}]",
        "[{\"block\":\"%2$s\",\"changes\":[[\"%1$s\",7]]}]",
        "[{\"block\":\"%2$s\",\"changes\":[[\"%1$s\",\"0x0\"]]}]",
        "[{\"block\":\"%2$s\",\"changes\":[[\"%1$s\",\"0100\"]]}]",
        "[{\"block\":\"%2$s\",\"changes\":[[\"%1$s\",null],[\"%1$s\",null]]}]"
      })
  void storageOfSomethingElseIsMalformed(String form) {
    String result = form.formatted(HERE.hex(), AT.hex());
    fake.answer(request -> FakeNode.result(request, JSON.readTree(result)));
    assertFails(ChainFault.MALFORMED, () -> node.storage(List.of(HERE), AT), " gave ");
  }

  @Test
  void aRefusalIsOne() {
    fake.answer(request -> FakeNode.refusal(request, "Method not found"));
    assertFails(
        ChainFault.REFUSED, () -> node.storage(HERE, AT), "refused: Method not found (-32601)");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 429, 500, 503})
  void anotherStatusIsUnreachable(int status) {
    fake.status(status);
    assertFails(ChainFault.UNREACHABLE, node::finalizedHead, "answered HTTP " + status);
  }

  @Test
  void aLongAnswerIsDropped() {
    fake.answer(request -> FakeNode.result(request, TextNode.valueOf("0x" + "00".repeat(1 << 20))));
    assertFails(
        ChainFault.MALFORMED, () -> node.storage(HERE, AT), "an answer of more than 4096 bytes");
    fake.answer(request -> "{".getBytes(StandardCharsets.UTF_8));
    assertFails(ChainFault.MALFORMED, () -> node.storage(HERE, AT), "not one JSON object");
  }

  @Test
  void aSlowNodeIsNotWaitedFor() {
    ChainNode hasty = new ChainNode(fake.endpoint(), new RpcLimits(Duration.ofMillis(200), 4096));
    fake.hold();
    assertFails(ChainFault.UNREACHABLE, hasty::finalizedHead, "did not answer within 200 ms");
  }

  @Test
  void aNodeThatIsGoneIsUnreachable() {
    fake.close();
    assertFails(
        ChainFault.UNREACHABLE, node::finalizedHead, "cannot be reached (ConnectException)");
  }

  @Test
  void anInterruptionIsKept() {
    fake.hold();
    Thread.currentThread().interrupt();
    assertFails(ChainFault.UNREACHABLE, node::finalizedHead, "interrupted while waiting");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void assertFails(ChainFault fault, ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(ChainException.class, e -> assertThat(e.fault()).isEqualTo(fault))
        .hasMessageContaining(message)
        .hasMessageContaining("http://127.0.0.1:")
        .hasMessageNotContaining("provider-secret");
  }
}
