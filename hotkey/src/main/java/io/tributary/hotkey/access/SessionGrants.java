package io.tributary.hotkey.access;

import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.time.Instant;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes grants, offline, with the hotkey's signer. Thread-safe. */
public final class SessionGrants {

  private SessionGrants() {}

  /**
   * Grants a session key one purpose.
   *
   * @param hotkeySigner the hotkey's own signer; a session key's signature counts for nothing
   * @param random where the 16 bytes of the grant's id come from
   * @throws IllegalArgumentException if the session key is the hotkey, or a value is out of bounds
   */
  public static SignedGrant issue(
      Signer hotkeySigner,
      String audience,
      int netuid,
      byte[] sessionKey,
      Purpose purpose,
      Set<SourceId> sources,
      Instant notBefore,
      Instant notAfter,
      RandomGenerator random) {
    Octets hotkeyKey = Octets.of(hotkeySigner.publicKey());
    if (hotkeyKey.holds(sessionKey)) {
      throw new IllegalArgumentException(
          "the session key is the hotkey itself; make a key of its own with `key new`");
    }
    byte[] id = new byte[Field.ID_BYTES];
    random.nextBytes(id);
    Hotkey hotkey = Ss58.encode(hotkeyKey.bytes());
    SessionGrant grant =
        new SessionGrant(
            audience,
            netuid,
            Octets.of(id),
            hotkey,
            Octets.of(sessionKey),
            purpose,
            sources,
            notBefore,
            notAfter);
    byte[] body = grant.encode();
    byte[] signature = hotkeySigner.sign(SigningDomain.GRANT, body);
    return new SignedGrant(Octets.of(body), Octets.of(signature));
  }
}
