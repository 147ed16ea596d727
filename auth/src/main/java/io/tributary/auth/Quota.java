package io.tributary.auth;

import io.tributary.hotkey.access.AccessException;
import io.tributary.schemas.Hotkey;
import java.time.Instant;

/** How much a hotkey may ask for. Implementations are thread-safe. */
public interface Quota {

  /**
   * Takes a request, and what it asks to write, out of the hotkey's allowance; nothing is taken
   * from an allowance that does not suffice.
   *
   * @param files how many files are named by the request, 0 if it names prefixes
   * @param bytes how large they are together, as claimed
   * @throws AccessException {@code QUOTA_EXCEEDED} for this minute, {@code DAY_QUOTA_EXCEEDED} for
   *     this day, {@code QUOTA_UNAVAILABLE} if it cannot be counted
   */
  void take(Hotkey hotkey, int files, long bytes, Instant now) throws AccessException;
}
