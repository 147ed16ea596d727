package io.tributary.auth.replay;

import io.tributary.auth.ReplayStore;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

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
  private final Map<String, Use> uses = new HashMap<>();
  private final Map<String, Integer> perHotkey = new HashMap<>();
  private final PriorityQueue<Use> byEnd =
      new PriorityQueue<>((a, b) -> a.until().compareTo(b.until()));

  private record Use(String key, String hotkey, Instant until) {}

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
    journal.load(startedAt.minus(MARGIN)).forEach((key, until) -> put(new Use(key, "", until)));
  }

  @Override
  public synchronized void use(
      String key, Hotkey hotkey, Instant issuedAt, Instant until, Instant now)
      throws AccessException {
    if (issuedAt.isBefore(startedAt)) {
      throw new AccessException(AccessReason.ISSUED_BEFORE_START);
    }
    forget(now.minus(MARGIN));
    if (uses.containsKey(key)) {
      throw new AccessException(AccessReason.REPLAYED);
    }
    if (perHotkey.getOrDefault(hotkey.address(), 0) >= mostPerHotkey) {
      throw new AccessException(AccessReason.QUOTA_EXCEEDED);
    }
    if (uses.size() >= most) {
      throw new AccessException(AccessReason.REPLAY_STORE_UNAVAILABLE);
    }
    if (issuedAt.isAfter(now)) {
      keep(key, until);
    }
    put(new Use(key, hotkey.address(), until));
  }

  /** How many uses are remembered. */
  public synchronized int size() {
    return uses.size();
  }

  private void keep(String key, Instant until) throws AccessException {
    try {
      journal.append(key, until);
    } catch (IOException e) {
      AccessReason reason = AccessReason.REPLAY_STORE_UNAVAILABLE;
      throw new AccessException(reason, reason.text(), e);
    }
  }

  private void put(Use use) {
    uses.put(use.key(), use);
    byEnd.add(use);
    perHotkey.merge(use.hotkey(), 1, Integer::sum);
  }

  private void forget(Instant before) {
    while (!byEnd.isEmpty() && !byEnd.peek().until().isAfter(before)) {
      Use use = byEnd.poll();
      uses.remove(use.key());
      perHotkey.computeIfPresent(use.hotkey(), (hotkey, count) -> count > 1 ? count - 1 : null);
    }
  }
}
