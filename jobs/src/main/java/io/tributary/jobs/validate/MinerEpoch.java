package io.tributary.jobs.validate;

import io.tributary.hotkey.access.KnownRevocations;
import io.tributary.hotkey.chain.BlockHash;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.verdict.VerdictFinding;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a miner stands between freezes and verdicts. Immutable.
 *
 * @param last the last epoch that was frozen of the miner, or passed it by; -1 if none was
 * @param carriedOver what its last verdict left undecided
 * @param open the epoch that has no verdict yet, if there is one
 */
record MinerEpoch(long last, CarriedOver carriedOver, Optional<Open> open) {

  MinerEpoch {
    Objects.requireNonNull(carriedOver, "carriedOver");
    Objects.requireNonNull(open, "open");
  }

  /** A miner that was first heard of in an epoch: the next one is its first. */
  static MinerEpoch firstSeenIn(long epoch) {
    return new MinerEpoch(epoch, CarriedOver.NONE, Optional.empty());
  }

  /** The same with an epoch passed by. */
  MinerEpoch missed(long epoch) {
    return new MinerEpoch(epoch, carriedOver, Optional.empty());
  }

  /** The same with an epoch frozen. */
  MinerEpoch frozen(Open epoch) {
    return new MinerEpoch(epoch.freeze().epoch(), carriedOver, Optional.of(epoch));
  }

  /** The same with the hash of the seed block of the epoch that is open. */
  MinerEpoch seeded(BlockHash hash) {
    return new MinerEpoch(last, carriedOver, open.map(epoch -> epoch.seeded(hash)));
  }

  /** The same with a verdict. */
  MinerEpoch judged(CarriedOver undecided) {
    return new MinerEpoch(last, undecided, Optional.empty());
  }

  /** Whether the epoch that is open is this one and waits for its seed block. */
  boolean awaitsSeedOf(long epoch) {
    return open.isPresent() && last == epoch && open.get().seedBlockHash().isEmpty();
  }

  /**
   * An epoch that is frozen and has no verdict. The set itself stays in state as it was frozen.
   *
   * @param freeze what was published
   * @param carriedOver what earlier epochs left undecided, as the freeze states it
   * @param revocations those that the freeze states, by which grants are judged
   * @param findings what concerns no single file
   * @param seedBlockHash of the seed block, once it is final
   */
  record Open(
      Freeze freeze,
      CarriedOver carriedOver,
      KnownRevocations revocations,
      List<VerdictFinding> findings,
      Optional<BlockHash> seedBlockHash) {

    Open {
      Objects.requireNonNull(freeze, "freeze");
      Objects.requireNonNull(carriedOver, "carriedOver");
      Objects.requireNonNull(revocations, "revocations");
      Objects.requireNonNull(seedBlockHash, "seedBlockHash");
      findings = List.copyOf(findings);
    }

    Open seeded(BlockHash hash) {
      return new Open(freeze, carriedOver, revocations, findings, Optional.of(hash));
    }
  }
}
