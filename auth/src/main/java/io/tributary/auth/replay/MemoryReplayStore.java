package io.tributary.auth.replay;

import io.tributary.auth.ReplayStore;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Remembers used requests in memory. Thread-safe.
 *
 * <p>What an earlier process remembered is lost, so requests issued before this one started are
 * refused; those dated in the future, which an earlier process may have served, are kept in a
 * journal. A use is remembered for a margin longer than needed, so that a clock set back does no
 * harm. Bounded in all and per hotkey, so that no hotkey can fill it for the others.
 */
public final class MemoryReplayStore implements ReplayStore {

  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final Instant startedAt;
  private final int most;
  private final int mostPerHotkey;
  private final ReplayJournal journal;

  /** By the minute in which their keys end. */
  private final NavigableMap<Long, UsedKeys> minutes = new TreeMap<>();

  /**
   * @param startedAt when this process started to answer
   * @param most how many uses are remembered at most
   * @param mostPerHotkey how many of one hotkey
   * @throws IOException if the journal cannot be read
   */
  public MemoryReplayStore(Instant startedAt, int most, int mostPerHotkey, ReplayJournal journal)
      throws IOException {
    this.startedAt = Objects.requireNonNull(startedAt, "startedAt");
    this.most = most;
    this.mostPerHotkey = mostPerHotkey;
    this.journal = Objects.requireNonNull(journal, "journal");
    journal
        .load(startedAt.minus(MARGIN))
        .forEach((key, until) -> put(KeyDigest.of(key), "", end(until)));
  }

  @Override
  public synchronized void use(
      String key, Hotkey hotkey, Instant issuedAt, Instant until, Instant now)
      throws AccessException {
    if (issuedAt.isBefore(startedAt)) {
      throw new AccessException(AccessReason.ISSUED_BEFORE_START);
    }
    long over = now.minus(MARGIN).toEpochMilli();
    forget(over);
    KeyDigest digest = KeyDigest.of(key);
    if (minutes.values().stream().anyMatch(used -> used.holds(digest, over))) {
      throw new AccessException(AccessReason.REPLAYED);
    }
    String address = hotkey.address();
    if (sum(used -> used.count(address)) >= mostPerHotkey) {
      throw new AccessException(AccessReason.QUOTA_EXCEEDED);
    }
    if (sum(UsedKeys::count) >= most) {
      throw new AccessException(AccessReason.REPLAY_STORE_UNAVAILABLE);
    }
    if (issuedAt.isAfter(now)) {
      keep(key, until);
    }
    put(digest, address, end(until));
  }

  /** Never earlier than the instant. */
  private static long end(Instant until) {
    return until.toEpochMilli() + 1;
  }

  private int sum(ToIntFunction<UsedKeys> part) {
    return minutes.values().stream().mapToInt(part).sum();
  }

  private void keep(String key, Instant until) throws AccessException {
    try {
      journal.append(key, until);
    } catch (IOException e) {
      AccessReason reason = AccessReason.REPLAY_STORE_UNAVAILABLE;
      throw new AccessException(reason, reason.text(), e);
    }
  }

  private void put(KeyDigest key, String hotkey, long untilMillis) {
    minutes
        .computeIfAbsent(minute(untilMillis), minute -> new UsedKeys())
        .add(key, hotkey, untilMillis);
  }

  private void forget(long overMillis) {
    minutes.headMap(minute(overMillis), false).clear();
  }

  private static long minute(long millis) {
    return Math.floorDiv(millis, 60_000L);
  }
}
