package io.tributary.connectors.credentials;

import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.identity.Signer;
import io.tributary.schemas.Hotkey;
import java.util.Optional;

/** The keys that may ask for a miner's access and sign its manifests. Thread-safe. */
public interface AccessKeyring {

  /**
   * The key to use for a miner, or empty if this deployment holds none.
   *
   * @throws AuthUnavailableException if it cannot be read now
   */
  Optional<AccessKey> find(Hotkey hotkey) throws AuthUnavailableException;

  /**
   * A key with its authority.
   *
   * @param signer signs; its secret never leaves it
   * @param grant the miner's grant to this session key; empty if the key is the hotkey itself
   */
  record AccessKey(Signer signer, Optional<SignedGrant> grant) {}
}
