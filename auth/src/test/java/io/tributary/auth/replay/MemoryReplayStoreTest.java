package io.tributary.auth.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.auth.World;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bounds of the store in memory, and that it judges as an unbounded map would. */
class MemoryReplayStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Duration KEPT = LIFE.plusMinutes(5);
  private static final Hotkey ONE = World.signer(1).hotkey();
  private static final Hotkey OTHER = World.signer(2).hotkey();

  private static MemoryReplayStore store(int most, int mostPerHotkey) throws IOException {
    return new MemoryReplayStore(NOW.minusSeconds(1), most, mostPerHotkey, new World());
  }

  private static void use(MemoryReplayStore store, String key, Hotkey hotkey, Instant now)
      throws AccessException {
    store.use(key, hotkey, now, now.plus(LIFE), now);
  }

  private static void refuses(
      MemoryReplayStore store, String key, Hotkey hotkey, Instant now, AccessReason reason) {
    assertThatThrownBy(() -> use(store, key, hotkey, now))
        .isInstanceOf(AccessException.class)
        .hasMessage(reason.text());
  }

  @Test
  void aHotkeyIsBoundedUntilItsUsesAreOver() throws Exception {
    MemoryReplayStore store = store(1_000, 3);
    for (int i = 0; i < 3; i++) {
      use(store, "key" + i, ONE, NOW.plusSeconds(50L * i));
    }
    refuses(store, "more", ONE, NOW.plusSeconds(150), AccessReason.QUOTA_EXCEEDED);
    use(store, "other's", OTHER, NOW.plusSeconds(150));
    use(store, "later", ONE, NOW.plus(KEPT).plusSeconds(61));
  }

  @Test
  void allTogetherAreBounded() throws Exception {
    MemoryReplayStore store = store(3, 1_000);
    for (int i = 0; i < 3; i++) {
      use(store, "key" + i, i == 0 ? ONE : OTHER, NOW);
    }
    refuses(store, "more", ONE, NOW, AccessReason.REPLAY_STORE_UNAVAILABLE);
    refuses(store, "key1", ONE, NOW, AccessReason.REPLAYED);
    use(store, "more", ONE, NOW.plus(KEPT).plusSeconds(61));
  }

  @Test
  void judgesAsAMapOfAllKeysWould() throws Exception {
    MemoryReplayStore store = store(1_000_000, 1_000_000);
    Map<String, Instant> ends = new HashMap<>();
    Random random = new Random(11);
    Instant now = NOW;
    int replayed = 0;
    for (int i = 0; i < 100_000; i++) {
      now = now.plusMillis(random.nextInt(40) - 5);
      String key = "key" + random.nextInt(60_000);
      Instant end = ends.get(key);
      if (end != null && now.isBefore(end)) {
        refuses(store, key, ONE, now, AccessReason.REPLAYED);
        replayed++;
      } else if (end == null || now.isAfter(end.plusMillis(1))) {
        use(store, key, ONE, now);
        ends.put(key, now.plus(KEPT));
      }
    }
    assertThat(replayed).isBetween(10_000, 90_000);
  }

  @Test
  void whatAnEarlierProcessMayHaveServedIsStillUsed() throws Exception {
    World journal = new World();
    Instant future = NOW.plusSeconds(20);
    MemoryReplayStore before = new MemoryReplayStore(NOW, 10, 10, journal);
    before.use("ahead", ONE, future, future.plus(LIFE), NOW);
    MemoryReplayStore after = new MemoryReplayStore(NOW.plusSeconds(10), 10, 10, journal);
    refuses(after, "ahead", ONE, future, AccessReason.REPLAYED);
    refuses(after, "behind", ONE, NOW.plusSeconds(5), AccessReason.ISSUED_BEFORE_START);
  }
}
