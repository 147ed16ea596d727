package io.tributary.hotkey.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.hotkey.chain.ChainClient;
import io.tributary.hotkey.chain.ChainEndpoint;
import io.tributary.hotkey.chain.FakeNode;
import io.tributary.hotkey.chain.FakeSubnet;
import io.tributary.hotkey.chain.RpcLimits;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.schemas.Hotkey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChainHotkeyRegistryTest {

  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final Hotkey ALICE = Ss58.encode(key(1));
  private static final Hotkey BOB = Ss58.encode(key(2));
  private static final Hotkey CAROL = Ss58.encode(key(3));
  private static final Registration MINER = new Registration(0, false, 0);
  private static final Registration VALIDATOR = new Registration(1, true, 12_180.5);

  private final Hands clock = new Hands();
  private final FakeNode node = new FakeNode();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @BeforeEach
  void block100() {
    node.finalize(100, both(), millis(Duration.ofSeconds(-30)));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
    node.close();
  }

  @Test
  void everythingIsReadAtTheFinalizedHead() throws Exception {
    ChainHotkeyRegistry registry = open(node);
    assertThat(registry.find(ALICE)).contains(MINER);
    assertThat(registry.find(BOB)).contains(VALIDATOR);
    assertThat(registry.find(CAROL)).isEmpty();

    List<JsonNode> ofState =
        node.requests().stream()
            .filter(r -> r.path("method").asText().startsWith("state_"))
            .toList();
    assertThat(ofState).hasSize(4);
    for (JsonNode request : ofState) {
      JsonNode params = request.path("params");
      assertThat(params.path(params.size() - 1).asText()).isEqualTo(FakeNode.hashOf(100));
    }
    assertThat(node.requests()).hasSize(6);
  }

  @Test
  void aDeregistrationIsSeenAfterTheInterval() throws Exception {
    ChainHotkeyRegistry registry = open(node);
    node.finalize(101, new FakeSubnet(13).with(key(3), false, 0, 0, 0), millis(Duration.ZERO));
    clock.pass(Duration.ofSeconds(11));
    assertThat(registry.find(ALICE)).contains(MINER);
    assertThat(node.asked("chain_getFinalizedHead")).isEqualTo(1);
    clock.pass(Duration.ofSeconds(1));
    await().until(() -> registry.find(ALICE).isEmpty());
    assertThat(registry.find(BOB)).isEmpty();
    assertThat(registry.find(CAROL)).contains(MINER);
  }

  @Test
  void timePassesWithoutCallersToo() throws Exception {
    ChainRegistryOptions hasty =
        new ChainRegistryOptions(
            Duration.ofMillis(20), Duration.ofSeconds(60), Duration.ofSeconds(120));
    opened.add(ChainHotkeyRegistry.open(chain(node), 13, hasty, clock));
    await().until(() -> node.asked("chain_getFinalizedHead") > 3);
  }

  @Test
  void anOutageIsBridgedForABoundedTime() throws Exception {
    ChainHotkeyRegistry registry = open(node);
    node.status(503);
    clock.pass(Duration.ofSeconds(60));
    assertThat(registry.find(ALICE)).contains(MINER);
    await().until(() -> node.asked("chain_getFinalizedHead") == 2);
    clock.pass(Duration.ofSeconds(1));
    assertThatThrownBy(() -> registry.find(ALICE))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("registrations of subnet 13 on the chain at [http://127.0.0.1:")
        .hasMessageContaining("not read since 2026-11-22T12:00:00Z, 61 s ago, with 60 s allowed")
        .hasMessageContaining("; check these nodes, or name others")
        .hasMessageNotContaining("provider-secret");

    node.status(200);
    node.finalize(105, both(), millis(Duration.ZERO));
    clock.pass(Duration.ofSeconds(2));
    await().until(() -> finds(registry, ALICE));
    clock.pass(Duration.ofSeconds(1));
    assertThat(registry.find(BOB)).contains(VALIDATOR);
  }

  @Test
  void anOutageHoldsNoCallerUp() throws Exception {
    ChainHotkeyRegistry registry = open(node);
    node.status(503);
    clock.pass(Duration.ofSeconds(70));
    assertThatThrownBy(() -> registry.find(ALICE)).hasMessageContaining("answered HTTP 503");
    CountDownLatch gate = node.hold();
    clock.pass(Duration.ofSeconds(5));
    long before = System.nanoTime();
    assertThatThrownBy(() -> registry.find(ALICE)).hasMessageContaining("not read since");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    gate.countDown();
  }

  @Test
  void afterALongPauseACallerWaitsForOneReading() throws Exception {
    ChainHotkeyRegistry registry = open(node);
    clock.pass(Duration.ofHours(1));
    node.finalize(400, new FakeSubnet(13).with(key(3), false, 0, 0, 0), millis(Duration.ZERO));
    assertThat(registry.find(ALICE)).isEmpty();
    assertThat(registry.find(CAROL)).contains(MINER);
    assertThat(node.asked("chain_getFinalizedHead")).isEqualTo(2);
  }

  @Test
  void aNodeThatStandsStillDoesNotStayFresh() throws Exception {
    ChainHotkeyRegistry registry = open(node);
    for (int i = 0; i < 9; i++) {
      clock.pass(Duration.ofSeconds(10));
      assertThat(registry.find(ALICE)).contains(MINER);
    }
    clock.pass(Duration.ofSeconds(1));
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> registry.find(ALICE))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("head #100 is from 2026-11-22T11:59:30Z, 121 s ago")
                    .hasMessageContaining("the node stands still or lags"));

    node.finalize(101, both(), millis(Duration.ZERO));
    clock.pass(Duration.ofSeconds(12));
    await().until(() -> finds(registry, ALICE));
  }

  @Test
  void anOldHeadIsNotFreshAtTheStartEither() {
    clock.pass(Duration.ofMinutes(3));
    assertThatThrownBy(() -> open(node))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("the finalized head #100 is from 2026-11-22T11:59:30Z, 210 s ago");
  }

  @Test
  void aBlockOfTheFutureIsAsOldAsItIsKnown() throws Exception {
    node.finalize(101, both(), millis(Duration.ofDays(1)));
    ChainHotkeyRegistry registry = open(node);
    clock.pass(Duration.ofSeconds(121));
    assertThatThrownBy(() -> registry.find(ALICE)).hasMessageContaining("121 s ago");
  }

  @Test
  void aHeadThatGoesBackIsRefused() throws Exception {
    ChainHotkeyRegistry registry = open(node);
    node.finalize(99, new FakeSubnet(13).with(key(3), false, 0, 0, 0), millis(Duration.ZERO));
    clock.pass(Duration.ofSeconds(60));
    assertThat(registry.find(ALICE)).contains(MINER);
    clock.pass(Duration.ofSeconds(1));
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> registry.find(ALICE))
                    .hasMessageContaining("(the finalized head went back from #100 to #99)"));
  }

  @Test
  void ofTwoNodesTheOneAheadIsRead() throws Exception {
    try (FakeNode ahead = new FakeNode()) {
      ahead.finalize(101, new FakeSubnet(13).with(key(3), true, 0, 0, 0), millis(Duration.ZERO));
      ChainHotkeyRegistry registry = open(node, ahead);
      assertThat(registry.find(CAROL)).isPresent();
      assertThat(registry.find(ALICE)).isEmpty();
      assertThat(node.asked("state_queryStorageAt")).isZero();

      ahead.close();
      node.finalize(102, both(), millis(Duration.ofSeconds(12)));
      clock.pass(Duration.ofSeconds(12));
      await().until(() -> registry.find(ALICE).isPresent());
    }
  }

  @Test
  void ifTheOneAheadCannotBeReadTheOtherIs() throws Exception {
    try (FakeNode ahead = new FakeNode()) {
      ahead.finalize(101, both(), millis(Duration.ZERO));
      ahead.answer(
          request ->
              request.path("method").asText().startsWith("state_")
                  ? FakeNode.refusal(request, "State already discarded")
                  : ahead.usual(request));
      assertThat(open(node, ahead).find(ALICE)).contains(MINER);
      assertThatThrownBy(() -> open(ahead))
          .hasMessageContaining("cannot be read at the start")
          .hasMessageContaining("refused: State already discarded");
    }
  }

  @Test
  void manyCallersCauseOneReading() throws Exception {
    ChainHotkeyRegistry registry = open(node);
    CountDownLatch gate = node.hold();
    clock.pass(Duration.ofSeconds(59));
    ExecutorService callers = Executors.newFixedThreadPool(16);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        all.add(
            callers.submit(
                () -> {
                  for (int j = 0; j < 500; j++) {
                    assertThat(registry.find(ALICE)).contains(MINER);
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
      assertThat(gate.getCount()).as("nobody waited for the node").isEqualTo(1);
      await().until(() -> node.asked("chain_getFinalizedHead") == 2);
    } finally {
      gate.countDown();
      callers.shutdownNow();
    }
    assertThat(node.asked("chain_getFinalizedHead")).isEqualTo(2);
  }

  @Test
  void closingEndsTheThread() throws Exception {
    ChainHotkeyRegistry registry = ChainHotkeyRegistry.open(chain(node), 13, options(), clock);
    clock.pass(Duration.ofSeconds(12));
    assertThat(registry.find(ALICE)).contains(MINER);
    await().until(() -> threads() == 1);
    registry.close();
    await().until(() -> threads() == 0);
    clock.pass(Duration.ofSeconds(61));
    assertThatThrownBy(() -> registry.find(ALICE))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("not read since");
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("chain-registry-13"))
        .count();
  }

  private ChainHotkeyRegistry open(FakeNode... nodes) throws RegistryUnavailableException {
    ChainHotkeyRegistry registry = ChainHotkeyRegistry.open(chain(nodes), 13, options(), clock);
    opened.add(registry);
    return registry;
  }

  private static ChainRegistryOptions options() {
    return ChainRegistryOptions.DEFAULT;
  }

  private static ChainClient chain(FakeNode... nodes) {
    List<ChainEndpoint> endpoints = Arrays.stream(nodes).map(FakeNode::endpoint).toList();
    return new ChainClient(endpoints, RpcLimits.DEFAULT.withTimeout(Duration.ofSeconds(20)));
  }

  private static boolean finds(ChainHotkeyRegistry registry, Hotkey hotkey) {
    try {
      return registry.find(hotkey).isPresent();
    } catch (RegistryUnavailableException e) {
      return false;
    }
  }

  private static FakeSubnet both() {
    return new FakeSubnet(13)
        .with(key(1), false, 0, 0, 0)
        .with(key(2), true, 12_000_000_000_000L, 1_002_777_777_778L, 12_180_500_000_000L);
  }

  private long millis(Duration after) {
    return clock.instant().plus(after).toEpochMilli();
  }

  static byte[] key(int seed) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) seed);
    return key;
  }

  /** A clock that stands still unless moved. */
  private static final class Hands implements InstantSource {

    private volatile Instant now = START;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
