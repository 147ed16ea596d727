package io.tributary.connectors.store;

import io.tributary.connectors.credentials.AccessDeniedException;
import io.tributary.connectors.credentials.AuthUnavailableException;
import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.schemas.Hotkey;
import java.time.Instant;

/** Credentials {@code AK1}, {@code AK2} and so on: each for as long as nobody refuses them. */
public final class CountedCredentials implements CredentialSource {

  private int number = 1;
  private AccessDeniedException denial;
  private AuthUnavailableException outage;
  private boolean closed;

  /** From now on there are none. */
  public synchronized void deny(String reason) {
    denial = new AccessDeniedException(reason, "for a test");
  }

  /** From now on nobody answers. */
  public synchronized void fail() {
    outage = new AuthUnavailableException("nobody there", null);
  }

  @Override
  public synchronized IssuedCredentials forMiner(Hotkey hotkey)
      throws AccessDeniedException, AuthUnavailableException {
    if (denial != null) {
      throw denial;
    }
    if (outage != null) {
      throw outage;
    }
    return new IssuedCredentials("AK" + number, "very-secret", "very-token", Instant.MAX);
  }

  @Override
  public synchronized void invalidate(Hotkey hotkey, IssuedCredentials refused) {
    if (refused.accessKeyId().equals("AK" + number)) {
      number++;
    }
  }

  /** How many there were so far. */
  public synchronized int issued() {
    return number;
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }
}
