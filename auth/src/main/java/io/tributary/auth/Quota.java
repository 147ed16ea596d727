package io.tributary.auth;

import io.tributary.schemas.Hotkey;
import java.time.Instant;

/** How often a hotkey may ask. Implementations are thread-safe. */
public interface Quota {

  /** Takes one request of the hotkey's allowance; false if there is none left now. */
  boolean take(Hotkey hotkey, Instant now);
}
