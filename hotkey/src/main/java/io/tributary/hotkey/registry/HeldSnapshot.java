package io.tributary.hotkey.registry;

import io.tributary.hotkey.chain.ChainException;
import io.tributary.hotkey.chain.ChainFault;
import io.tributary.hotkey.chain.FinalizedHead;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The newest snapshot, and what its age is counted from. Immutable.
 *
 * @param snapshot what was read
 * @param readAt when that reading began
 * @param headSince the block's own time, or when this block was first seen if that was earlier: a
 *     node that stands still does not stay fresh, nor does one whose blocks are from the future
 */
record HeldSnapshot(SubnetSnapshot snapshot, Instant readAt, Instant headSince) {

  /** Holds a first snapshot. */
  static HeldSnapshot first(SubnetSnapshot snapshot, Instant readAt) {
    return new HeldSnapshot(snapshot, readAt, earlier(snapshot.blockTime().orElse(readAt), readAt));
  }

  /**
   * Holds a newer one instead.
   *
   * @throws ChainException if it is of an earlier block, or of another block of the same number
   */
  HeldSnapshot next(SubnetSnapshot newer, Instant when) throws ChainException {
    requireNotBefore(newer.head());
    Instant since =
        newer.head().number() == snapshot.head().number()
            ? headSince
            : earlier(newer.blockTime().orElse(when), when);
    return new HeldSnapshot(newer, when, since);
  }

  /**
   * Refuses a head that cannot follow this one.
   *
   * @throws ChainException saying why
   */
  void requireNotBefore(FinalizedHead head) throws ChainException {
    FinalizedHead held = snapshot.head();
    if (head.number() < held.number()) {
      throw new ChainException(
          ChainFault.MALFORMED,
          "the finalized head went back from #" + held.number() + " to #" + head.number());
    }
    if (head.number() == held.number() && !head.hash().equals(held.hash())) {
      throw new ChainException(
          ChainFault.MALFORMED, "two finalized blocks of one number: " + held + " and " + head);
    }
  }

  /** Age of the reading; a clock that was set back makes it older, not younger. */
  Duration age(Instant now) {
    return Duration.between(readAt, now).abs();
  }

  /** Why this may not be served any more, or empty if it may. */
  Optional<String> tooOld(Instant now, ChainRegistryOptions options) {
    if (age(now).compareTo(options.maxStale()) > 0) {
      return Optional.of(
          "not read since "
              + readAt
              + ", "
              + age(now).toSeconds()
              + " s ago, with "
              + options.maxStale().toSeconds()
              + " s allowed");
    }
    Duration headAge = Duration.between(headSince, now).abs();
    if (headAge.compareTo(options.maxHeadAge()) > 0) {
      return Optional.of(
          "the finalized head #"
              + snapshot.head().number()
              + " is from "
              + headSince
              + ", "
              + headAge.toSeconds()
              + " s ago, with "
              + options.maxHeadAge().toSeconds()
              + " s allowed: the node stands still or lags, or this machine's clock is wrong");
    }
    return Optional.empty();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
