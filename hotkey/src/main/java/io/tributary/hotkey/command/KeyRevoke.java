package io.tributary.hotkey.command;

import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SessionGrant;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import java.time.Instant;
import java.util.Optional;

/** {@code key revoke}: a hotkey's signed statement that grants of its own count no longer. */
public final class KeyRevoke {

  private KeyRevoke() {}

  /**
   * Signs a revocation.
   *
   * @param hotkey the hotkey's own signer
   * @param sessionKey all of whose grants end; empty for every grant made so far
   * @param now grants that begin later than this are not ended with all
   * @throws IllegalArgumentException if a name is out of bounds, or the session key is the hotkey
   */
  public static SignedRevocation make(
      Signer hotkey, String audience, int netuid, Optional<Octets> sessionKey, Instant now) {
    byte[] publicKey = hotkey.publicKey();
    if (sessionKey.stream().anyMatch(key -> key.holds(publicKey))) {
      throw new IllegalArgumentException(
          "the session key is the hotkey itself, which needs no grant and has none to revoke");
    }
    Revocation revocation =
        new Revocation(audience, netuid, Ss58.encode(publicKey), sessionKey, now);
    return SignedRevocation.sign(revocation, hotkey);
  }

  /**
   * What a grant says, if this hotkey made it.
   *
   * @throws IllegalArgumentException if it is no grant, or one of another hotkey
   */
  public static SessionGrant ownGrant(SignedGrant signed, Hotkey hotkey) {
    try {
      SessionGrant grant = SessionGrant.decode(signed.body().bytes());
      if (!grant.hotkey().equals(hotkey)) {
        throw new IllegalArgumentException(
            "the grant is one of " + grant.hotkey() + ", which alone can revoke it");
      }
      return grant;
    } catch (MalformedBytesException e) {
      throw new IllegalArgumentException("not a grant: " + e.getMessage(), e);
    }
  }
}
