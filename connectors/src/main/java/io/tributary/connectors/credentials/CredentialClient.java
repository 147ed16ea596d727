package io.tributary.connectors.credentials;

import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.schemas.Hotkey;

/** Fetches new credentials each time it is asked. Implementations are thread-safe. */
public interface CredentialClient {

  /**
   * New credentials for the miner's files.
   *
   * @throws AccessDeniedException if they are refused for good reason; asking again soon will not
   *     help
   * @throws AuthUnavailableException if they cannot be had now
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  IssuedCredentials fetch(Hotkey hotkey)
      throws AccessDeniedException, AuthUnavailableException, InterruptedException;
}
