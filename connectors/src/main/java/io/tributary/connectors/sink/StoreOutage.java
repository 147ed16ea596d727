package io.tributary.connectors.sink;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * The message on {@code blocked-miners} by which the sink says that it can write no file of anybody
 * now. It says so every {@link #INTERVAL} as long as that is true, and nothing when it is over.
 */
public final class StoreOutage {

  /** How often the message comes. */
  public static final Duration INTERVAL = Duration.ofSeconds(10);

  /** How long a message holds: two may be lost. */
  public static final Duration HOLD = INTERVAL.multipliedBy(3);

  private static final String KEY = "store";

  private StoreOutage() {}

  /** The message's key; no buffer has such a name. */
  public static byte[] key() {
    return KEY.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether a message with this key is one; null has none. */
  public static boolean isKey(byte[] key) {
    return Arrays.equals(key, key());
  }
}
