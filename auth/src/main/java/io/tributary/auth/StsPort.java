package io.tributary.auth;

import io.tributary.hotkey.access.IssuedCredentials;

/** The token service. Implementations are thread-safe. */
public interface StsPort {

  /**
   * Obtains credentials that the policy limits.
   *
   * @throws StsException if there are none
   */
  IssuedCredentials assume(RoleSession session) throws StsException;
}
