package io.tributary.auth;

import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.util.List;

/**
 * The revocations of a deployment: append-only, each signed by the hotkey whose grants it ends.
 * Implementations are thread-safe, and verify what they read back before they hand it out.
 */
public interface RevocationStore {

  /**
   * What this hotkey has revoked. One that was added anywhere is seen here within 30 seconds.
   *
   * @throws IOException if that cannot be told now
   */
  List<Revocation> of(Hotkey hotkey) throws IOException;

  /**
   * Keeps a revocation, durably once this returns. Adding it again changes nothing.
   *
   * @param signed with a signature that holds
   * @param revocation what it says
   * @throws IOException if it cannot be kept now
   */
  void add(SignedRevocation signed, Revocation revocation) throws IOException;
}
