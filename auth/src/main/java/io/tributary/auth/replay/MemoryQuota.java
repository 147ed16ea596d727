package io.tributary.auth.replay;

import io.tributary.auth.Quota;
import io.tributary.schemas.Hotkey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bucket of tokens per hotkey: so many at once, refilled evenly. Thread-safe; remembers the
 * hotkeys seen last, each of which was registered when it asked.
 */
public final class MemoryQuota implements Quota {

  private static final int MOST_HOTKEYS = 65_536;

  private final int burst;
  private final double perSecond;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_HOTKEYS;
        }
      };

  private record Bucket(double tokens, Instant at) {}

  /**
   * @param burst how many requests at once
   * @param perSecond how many a second in the long run
   */
  public MemoryQuota(int burst, double perSecond) {
    if (burst < 1 || !(perSecond > 0)) {
      throw new IllegalArgumentException("a quota must allow something");
    }
    this.burst = burst;
    this.perSecond = perSecond;
  }

  @Override
  public synchronized boolean take(Hotkey hotkey, Instant now) {
    Bucket bucket = buckets.getOrDefault(hotkey.address(), new Bucket(burst, now));
    double seconds = Duration.between(bucket.at(), now).toMillis() / 1000.0;
    double tokens = Math.min(burst, bucket.tokens() + Math.max(0, seconds) * perSecond);
    boolean granted = tokens >= 1;
    buckets.put(hotkey.address(), new Bucket(granted ? tokens - 1 : tokens, now));
    return granted;
  }
}
