package io.tributary.auth;

import io.tributary.auth.evidence.EvidenceLog;
import java.util.Objects;

/**
 * All that a service remembers. Immutable; its parts are thread-safe.
 *
 * @param replays used requests
 * @param quota allowances of requests
 * @param revocations what hotkeys revoked
 * @param revocationQuota allowances of new revocations
 * @param evidence what was decided on
 */
public record AuthState(
    ReplayStore replays,
    Quota quota,
    RevocationStore revocations,
    Quota revocationQuota,
    EvidenceLog evidence) {

  /** Checks that all is there. */
  public AuthState {
    Objects.requireNonNull(replays, "replays");
    Objects.requireNonNull(quota, "quota");
    Objects.requireNonNull(revocations, "revocations");
    Objects.requireNonNull(revocationQuota, "revocationQuota");
    Objects.requireNonNull(evidence, "evidence");
  }
}
