package io.tributary.auth.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.auth.ReplayStore;
import io.tributary.auth.replay.MemoryReplayStore;
import io.tributary.auth.replay.ReplayJournal;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every memory of used requests must do, and what only the one in DynamoDB does. */
class ReplayStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant UNTIL = NOW.plusSeconds(300);
  private static final Hotkey HOTKEY = Keys.signer(1).hotkey();
  private static LocalTable local;

  @BeforeAll
  static void start() {
    local = new LocalTable();
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  abstract static class Contract {

    abstract ReplayStore store() throws IOException;

    abstract Duration margin();

    @Test
    void aRequestIsUsedOnce() throws Exception {
      ReplayStore store = store();

      store.use("2:key:nonce", HOTKEY, NOW, UNTIL, NOW);

      assertReplayed(store, "2:key:nonce", NOW);
      assertReplayed(store, "2:key:nonce", NOW.plusSeconds(299));
    }

    @Test
    void anotherRequestIsAnother() throws Exception {
      ReplayStore store = store();
      store.use("2:key:nonce", HOTKEY, NOW, UNTIL, NOW);

      assertThatCode(
              () -> {
                store.use("2:key:other", HOTKEY, NOW, UNTIL, NOW);
                store.use("1:key:nonce", HOTKEY, NOW, UNTIL, NOW);
              })
          .doesNotThrowAnyException();
    }

    @Test
    void whoeverSaysItUsedItFirstDoesNotMatter() throws Exception {
      ReplayStore store = store();
      store.use("2:key:nonce", HOTKEY, NOW, UNTIL, NOW);

      Hotkey other = Keys.signer(2).hotkey();

      assertThatThrownBy(() -> store.use("2:key:nonce", other, NOW, UNTIL, NOW))
          .isInstanceOf(AccessException.class)
          .hasMessage(AccessReason.REPLAYED.text());
    }

    @Test
    void aUseIsRememberedForAMarginLonger() throws Exception {
      ReplayStore store = store();
      store.use("2:key:nonce", HOTKEY, NOW, UNTIL, NOW);

      assertReplayed(store, "2:key:nonce", UNTIL.plus(margin()).minusSeconds(1));
    }

    @Test
    void afterTheMarginItMayBeForgotten() throws Exception {
      ReplayStore store = store();
      store.use("2:key:nonce", HOTKEY, NOW, UNTIL, NOW);
      Instant later = UNTIL.plus(margin()).plusSeconds(2);

      assertThatCode(() -> store.use("2:key:nonce", HOTKEY, later, later.plusSeconds(300), later))
          .doesNotThrowAnyException();

      assertReplayed(store, "2:key:nonce", later);
    }

    @Test
    void aClockThatIsSetBackForgetsNothing() throws Exception {
      ReplayStore store = store();
      store.use("2:key:nonce", HOTKEY, NOW, UNTIL, NOW);

      assertReplayed(store, "2:key:nonce", NOW.minus(Duration.ofMinutes(4)));
    }

    @Test
    void partsOfASecondDoNotShortenIt() throws Exception {
      ReplayStore store = store();
      Instant until = UNTIL.plusMillis(1);
      store.use("2:key:nonce", HOTKEY, NOW, until, NOW);

      assertReplayed(store, "2:key:nonce", until.plus(margin()).minusMillis(1));
    }

    @Test
    void ofManyAtOnceOneWins() throws Exception {
      ReplayStore store = store();
      for (int round = 0; round < 10; round++) {
        String key = "2:key:" + round;
        AtomicInteger won = new AtomicInteger();
        AtomicInteger replayed = new AtomicInteger();

        AtOnce.run(
            64,
            () -> {
              if (reasonOf(store, key, NOW).isEmpty()) {
                won.incrementAndGet();
              } else {
                replayed.incrementAndGet();
              }
            });

        assertThat(won).as("round %s", round).hasValue(1);
        assertThat(replayed).hasValue(63);
      }
    }
  }

  @Nested
  class InMemory extends Contract {

    @Override
    ReplayStore store() throws IOException {
      return new MemoryReplayStore(NOW, 1_000, 1_000, new NoJournal());
    }

    @Override
    Duration margin() {
      return Duration.ofMinutes(5);
    }
  }

  @Nested
  class InDynamo extends Contract {

    private final AtomicInteger attempts = new AtomicInteger();

    @BeforeEach
    void empty() {
      local.clear();
    }

    @Override
    ReplayStore store() {
      return new DynamoReplayStore(local.table(), () -> "attempt" + attempts.incrementAndGet());
    }

    @Override
    Duration margin() {
      return DynamoReplayStore.MARGIN;
    }

    @Test
    void anotherProcessKnowsWhatThisOneUsed() throws Exception {
      store().use("2:key:nonce", HOTKEY, NOW, UNTIL, NOW);

      assertReplayed(store(), "2:key:nonce", NOW.plusSeconds(1));
    }

    @Test
    void requestsOfBeforeAStartAreAsGoodAsOthers() {
      assertThat(reasonOf(store(), "2:key:nonce", NOW.plusSeconds(200))).isEmpty();
    }

    @Test
    void theItemHoldsAnExpiryAndNothingOfARequest() throws Exception {
      store().use("2:key:nonce", HOTKEY, NOW, UNTIL.plusMillis(1), NOW);

      assertThat(local.items())
          .singleElement()
          .satisfies(
              item -> {
                assertThat(item.keySet())
                    .containsExactlyInAnyOrder("pk", "sk", "expiresAt", "attempt");
                assertThat(item.get("pk").s()).isEqualTo("USED#2:key:nonce");
                assertThat(item.get("expiresAt").n())
                    .isEqualTo(Long.toString(UNTIL.getEpochSecond() + 3_600 + 1));
              });
    }

    @Test
    void aLostAnswerIsNotAReplay() {
      ReplayStore store =
          new DynamoReplayStore(
              new StateTable(new LosesAnswers(local.client(), 1), LocalTable.NAME),
              () -> "attempt" + attempts.incrementAndGet());

      assertThat(reasonOf(store, "2:key:nonce", NOW)).isEmpty();
      assertThat(reasonOf(store, "2:key:nonce", NOW)).contains(AccessReason.REPLAYED);
    }

    @Test
    void aTableThatDoesNotAnswerIsUnavailableAndSaysNoMore() {
      ReplayStore store =
          new DynamoReplayStore(new StateTable(local.client(), "no-such-table"), () -> "attempt");

      assertThatThrownBy(() -> store.use("2:key:nonce", HOTKEY, NOW, UNTIL, NOW))
          .isInstanceOfSatisfying(
              AccessException.class,
              e -> assertThat(e.reason()).isEqualTo(AccessReason.REPLAY_STORE_UNAVAILABLE))
          .hasMessage(AccessReason.REPLAY_STORE_UNAVAILABLE.text());
    }
  }

  private static void assertReplayed(ReplayStore store, String key, Instant now) {
    assertThat(reasonOf(store, key, now)).contains(AccessReason.REPLAYED);
  }

  private static Optional<AccessReason> reasonOf(ReplayStore store, String key, Instant now) {
    try {
      store.use(key, HOTKEY, NOW, UNTIL, now);
      return Optional.empty();
    } catch (AccessException e) {
      return Optional.of(e.reason());
    }
  }

  private static final class NoJournal implements ReplayJournal {
    @Override
    public Map<String, Instant> load(Instant now) {
      return Map.of();
    }

    @Override
    public void append(String key, Instant until) {}
  }
}
