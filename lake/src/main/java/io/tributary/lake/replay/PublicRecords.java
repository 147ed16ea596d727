package io.tributary.lake.replay;

import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.set.SetRebuild;
import io.tributary.lake.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the topics hold of a miner and a validator, for the replay of one verdict.
 *
 * @param freeze what the validator published of the miner for the epoch, first; empty if nothing
 * @param log the miner's committed files, all messages handed in; empty if the freeze does not say
 *     from which messages it follows
 * @param revocations of the miner for this deployment, each once, in the order of their first
 *     messages; signatures hold
 * @param before the validator's last verdict of the miner before; empty if there is none
 */
public record PublicRecords(
    Optional<PublishedFreeze> freeze,
    Optional<SetRebuild> log,
    List<PublishedRevocation> revocations,
    Optional<Verdict> before) {

  /**
   * A freeze whose signature holds.
   *
   * @param freeze what it states
   * @param appendedAt when the broker appended it
   */
  public record PublishedFreeze(Freeze freeze, Instant appendedAt) {}

  /**
   * A revocation whose signature holds.
   *
   * @param digest SHA-256 of the signed revocation
   * @param revocation what it revokes
   * @param appendedAt when the broker appended it, first
   */
  public record PublishedRevocation(Octets digest, Revocation revocation, Instant appendedAt) {}

  /** Checks that all is there. */
  public PublicRecords {
    Objects.requireNonNull(freeze, "freeze");
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(before, "before");
    revocations = List.copyOf(revocations);
  }
}
