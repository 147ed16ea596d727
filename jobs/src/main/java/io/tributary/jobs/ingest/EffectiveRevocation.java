package io.tributary.jobs.ingest;

import io.tributary.hotkey.access.Revocation;
import java.util.Objects;

/**
 * A revocation whose signature held, and from when it counts: the broker's append time.
 *
 * @param revocation what the hotkey revokes
 * @param fromMillis batches under its grants that were appended then or later are refused
 */
record EffectiveRevocation(Revocation revocation, long fromMillis) implements AdmissionNotice {

  EffectiveRevocation {
    Objects.requireNonNull(revocation, "revocation");
  }
}
