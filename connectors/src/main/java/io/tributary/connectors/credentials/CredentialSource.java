package io.tributary.connectors.credentials;

import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.schemas.Hotkey;

/**
 * Temporary credentials for the files of miners: to write them, or to read them, as whoever made
 * the source decided. Thread-safe; calls may block while new ones are fetched.
 */
public interface CredentialSource extends AutoCloseable {

  /**
   * Credentials for the miner's prefixes under {@code data/}, with some life left.
   *
   * @throws AccessDeniedException if the service refuses them; asking again soon will not help
   * @throws AuthUnavailableException if the service cannot be asked now
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  IssuedCredentials forMiner(Hotkey hotkey)
      throws AccessDeniedException, AuthUnavailableException, InterruptedException;

  /** Takes note that the store did not accept these credentials: the next call fetches new ones. */
  void invalidate(Hotkey hotkey, IssuedCredentials refused);

  /** How often it was used, and how often it asked the service, since it exists. */
  default CredentialCalls calls() {
    return CredentialCalls.NONE;
  }

  @Override
  void close();
}
