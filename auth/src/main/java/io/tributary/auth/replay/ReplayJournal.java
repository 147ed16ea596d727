package io.tributary.auth.replay;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** Keeps what must outlive the process: uses of requests that are dated in the future. */
public interface ReplayJournal {

  /** What was kept and is still to be remembered at this time. */
  Map<String, Instant> load(Instant now) throws IOException;

  /** Keeps one use, durably once this returns. */
  void append(String key, Instant until) throws IOException;
}
