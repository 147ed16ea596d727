package io.tributary.hotkey.access;

import java.time.Instant;
import java.util.Optional;

/** Tells of a grant whose own form and signature hold whether its hotkey has revoked it. */
@FunctionalInterface
public interface GrantRevocations {

  /** Knows of no revocation. */
  GrantRevocations NONE = grant -> Optional.empty();

  /** From when on the grant counts no longer; empty if it was not revoked. */
  Optional<Instant> revokedFrom(SessionGrant grant);
}
