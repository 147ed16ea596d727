package io.tributary.connectors.credentials;

import java.time.Duration;

/** Waits. A port, so that tests need not. */
@FunctionalInterface
public interface Pause {

  /** Returns after this long. */
  void of(Duration duration) throws InterruptedException;
}
