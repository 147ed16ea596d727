package io.tributary.auth;

import io.tributary.hotkey.access.AccessException;
import io.tributary.schemas.Hotkey;
import java.time.Instant;

/** Remembers which requests were used. Implementations are thread-safe. */
public interface ReplayStore {

  /**
   * Marks a request as used, once for all.
   *
   * @param key names the request among all that there ever are
   * @param hotkey who asks, for bounds per hotkey
   * @param issuedAt when it says it was issued
   * @param until from when on it is refused for its age alone, and may be forgotten
   * @param now the decision's clock
   * @throws AccessException {@code REPLAYED} if it was used; or that it cannot be known or
   *     remembered
   */
  void use(String key, Hotkey hotkey, Instant issuedAt, Instant until, Instant now)
      throws AccessException;
}
