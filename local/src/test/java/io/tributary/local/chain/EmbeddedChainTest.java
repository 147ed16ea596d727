package io.tributary.local.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.hotkey.chain.ChainClient;
import io.tributary.hotkey.chain.ChainEndpoint;
import io.tributary.hotkey.chain.FinalizedHead;
import io.tributary.hotkey.chain.RpcLimits;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.registry.ChainHotkeyRegistry;
import io.tributary.hotkey.registry.ChainRegistryOptions;
import io.tributary.hotkey.registry.Registration;
import io.tributary.hotkey.registry.RegistryUnavailableException;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The chain's client and registry against a chain that behaves, and one that does not. */
class EmbeddedChainTest {

  private static final Hotkey ALICE = hotkey(1);
  private static final Hotkey BOB = hotkey(2);
  private static final ChainRegistryOptions HASTY =
      new ChainRegistryOptions(Duration.ofMillis(20), Duration.ofSeconds(2), Duration.ofSeconds(3));

  private final Hands clock = new Hands();
  private EmbeddedChain chain;

  @BeforeEach
  void start() throws IOException {
    chain = EmbeddedChain.start(EmbeddedChainOptions.onDemand(13), clock);
    chain.register(ALICE, true, 12_345.5);
    chain.settle();
  }

  @AfterEach
  void stop() {
    chain.close();
  }

  @Test
  void whatIsFinalIsKnownAndNothingElse() throws Exception {
    try (ChainHotkeyRegistry registry = open()) {
      assertThat(registry.find(ALICE)).contains(new Registration(0, true, 12_345.5));
      chain.register(BOB, false, 0);
      chain.makeBlock();
      chain.makeBlock();
      assertThat(registry.find(BOB)).isEmpty();
      chain.makeBlock();
      await().until(() -> registry.find(BOB).isPresent());
      assertThat(registry.find(BOB)).contains(new Registration(1, false, 0));

      chain.deregister(ALICE);
      chain.settle();
      await().until(() -> registry.find(ALICE).isEmpty());
      assertThat(registry.find(BOB)).contains(new Registration(1, false, 0));
    }
  }

  @Test
  void whatAForkLosesWasNeverKnown() throws Exception {
    ChainClient client = client();
    FinalizedHead before = client.finalizedHead();
    chain.register(BOB, false, 0);
    chain.makeBlock();
    String lost = client.blockHash(before.number() + 3).orElseThrow().hex();
    chain.reorganize();
    assertThat(client.finalizedHead().number()).isEqualTo(before.number() + 1);
    chain.settle();
    assertThat(client.blockHash(before.number() + 3).orElseThrow().hex()).isNotEqualTo(lost);
    assertThat(client.blockHash(before.number())).contains(before.hash());
    try (ChainHotkeyRegistry registry = open()) {
      assertThat(registry.find(BOB)).isEmpty();
      assertThat(registry.find(ALICE)).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void everyTroubleIsBridgedAndThenSaid(ChainTrouble trouble) throws Exception {
    try (ChainHotkeyRegistry registry = open()) {
      chain.trouble(trouble);
      chain.deregister(ALICE);
      chain.settle();
      clock.pass(Duration.ofSeconds(1));
      assertThat(registry.find(ALICE)).isPresent();
      clock.pass(Duration.ofSeconds(10));
      assertThatThrownBy(() -> registry.find(ALICE))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageStartingWith(
              "registrations of subnet 13 on the chain at [" + chain.uri() + "]: ");
      chain.trouble(ChainTrouble.NONE);
      await()
          .atMost(Duration.ofMinutes(1))
          .ignoreExceptions()
          .until(
              () -> {
                clock.pass(Duration.ofMillis(20));
                chain.settle();
                return registry.find(ALICE).isEmpty();
              });
    }
  }

  @Test
  void theSameHistoryHasTheSameHashes() throws IOException {
    InstantSource fixed = InstantSource.fixed(Instant.EPOCH);
    try (EmbeddedChain one = EmbeddedChain.start(EmbeddedChainOptions.onDemand(13), fixed);
        EmbeddedChain other = EmbeddedChain.start(EmbeddedChainOptions.onDemand(13), fixed)) {
      one.makeBlock();
      other.makeBlock();
      assertThat(one.best()).isEqualTo(other.best());
      one.register(ALICE, false, 0);
      one.makeBlock();
      other.makeBlock();
      assertThat(one.best().hash()).isNotEqualTo(other.best().hash());
    }
  }

  @Test
  void blocksComeByThemselves() throws IOException {
    EmbeddedChainOptions quick = new EmbeddedChainOptions(13, Duration.ofMillis(5), 1);
    try (EmbeddedChain itself = EmbeddedChain.start(quick, InstantSource.system())) {
      await().until(() -> itself.finalizedNumber() >= 3);
    }
    assertThatThrownBy(() -> new EmbeddedChainOptions(-1, Duration.ZERO, 0))
        .hasMessageStartingWith("netuid -1 is no u16");
    assertThatThrownBy(() -> chain.deregister(BOB)).hasMessage(BOB + " is not registered");
  }

  private ChainHotkeyRegistry open() throws RegistryUnavailableException {
    return ChainHotkeyRegistry.open(client(), 13, HASTY, clock);
  }

  private ChainClient client() {
    return new ChainClient(
        List.of(new ChainEndpoint(chain.uri())),
        RpcLimits.DEFAULT.withTimeout(Duration.ofSeconds(20)));
  }

  private static Hotkey hotkey(int seed) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) seed);
    return Ss58.encode(key);
  }

  /** A clock that stands still unless moved, so that nothing gets too old on a busy machine. */
  private static final class Hands implements InstantSource {

    private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");

    synchronized void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
