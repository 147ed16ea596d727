package io.tributary.connectors.sink.internal;

import io.tributary.connectors.credentials.CredentialCache;
import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.connectors.sink.AccessOptions;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * One cache of credentials for all tasks of a job in this process, so that staging and committing,
 * and the files of both sources of a miner, use the same ones. Made for the first task that opens
 * it, closed with the last. Thread-safe.
 */
public final class SharedCredentials {

  private static final Map<AccessOptions, SharedCredentials> OPEN = new HashMap<>();

  private final CredentialCache cache;
  private int users;

  private SharedCredentials(CredentialCache cache) {
    this.cache = cache;
  }

  /** Makes a cache. */
  @FunctionalInterface
  public interface Maker {
    CredentialCache make() throws IOException;
  }

  /**
   * A source of credentials for one task, to be closed by it.
   *
   * @param access whoever asks in the same way shares
   * @throws IOException if there is no cache yet and none can be made
   */
  public static CredentialSource open(AccessOptions access, Maker maker) throws IOException {
    synchronized (OPEN) {
      SharedCredentials shared = OPEN.get(access);
      if (shared == null) {
        shared = new SharedCredentials(maker.make());
        OPEN.put(access, shared);
      }
      shared.users++;
      SharedCredentials opened = shared;
      return shared.cache.user(() -> leave(access, opened));
    }
  }

  private static void leave(AccessOptions access, SharedCredentials shared) {
    synchronized (OPEN) {
      shared.users--;
      if (shared.users == 0) {
        OPEN.remove(access);
        shared.cache.close();
      }
    }
  }
}
