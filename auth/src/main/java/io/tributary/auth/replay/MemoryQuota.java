package io.tributary.auth.replay;

import io.tributary.auth.Quota;
import io.tributary.auth.QuotaLimits;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.schemas.Hotkey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Counts per hotkey in this process: those of the current minute and of the current day. Remembers
 * the hotkeys seen last, each of which was registered when it asked. A clock that is set back does
 * not refill an allowance. Thread-safe.
 */
public final class MemoryQuota implements Quota {

  private static final int MOST_HOTKEYS = 65_536;
  private static final long SECONDS_A_MINUTE = 60;
  private static final long SECONDS_A_DAY = 86_400;

  private final QuotaLimits limits;
  private final Map<String, Used> used =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Used> eldest) {
          return size() > MOST_HOTKEYS;
        }
      };

  private record Used(long minute, int inMinute, long day, int requests, int files, long bytes) {

    Used at(Instant now) {
      long thisMinute = Math.max(minute, now.getEpochSecond() / SECONDS_A_MINUTE);
      long thisDay = Math.max(day, now.getEpochSecond() / SECONDS_A_DAY);
      boolean sameDay = thisDay == day;
      return new Used(
          thisMinute,
          thisMinute == minute ? inMinute : 0,
          thisDay,
          sameDay ? requests : 0,
          sameDay ? files : 0,
          sameDay ? bytes : 0);
    }
  }

  /** Nothing is used yet. */
  public MemoryQuota(QuotaLimits limits) {
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  @Override
  public synchronized void take(Hotkey hotkey, int files, long bytes, Instant now)
      throws AccessException {
    Used before =
        used.getOrDefault(hotkey.address(), new Used(Long.MIN_VALUE, 0, Long.MIN_VALUE, 0, 0, 0))
            .at(now);
    if (before.inMinute() >= limits.requestsPerMinute()) {
      throw new AccessException(AccessReason.QUOTA_EXCEEDED);
    }
    if (before.requests() >= limits.requestsPerDay()
        || files > limits.filesPerDay() - before.files()
        || bytes > limits.bytesPerDay() - before.bytes()) {
      throw new AccessException(AccessReason.DAY_QUOTA_EXCEEDED);
    }
    used.put(
        hotkey.address(),
        new Used(
            before.minute(),
            before.inMinute() + 1,
            before.day(),
            before.requests() + 1,
            before.files() + files,
            before.bytes() + bytes));
  }
}
