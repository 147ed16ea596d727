package io.tributary.jobs.validate;

import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import java.util.Objects;

/**
 * A revocation whose signature held.
 *
 * @param digest SHA-256 of the signed revocation
 * @param revocation what it revokes
 * @param fromMillis from when it counts: the broker's append time
 */
record RevocationNotice(Octets digest, Revocation revocation, long fromMillis)
    implements MinerNotice {

  RevocationNotice {
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(revocation, "revocation");
  }

  @Override
  public Hotkey hotkey() {
    return revocation.hotkey();
  }
}
