package io.tributary.lake.verdict;

import io.tributary.lake.epoch.Freeze;
import io.tributary.schemas.Hotkey;
import java.util.Objects;

/**
 * Of whom a verdict is, and whose. Immutable.
 *
 * @param audience name of the deployment
 * @param netuid the subnet
 * @param epoch which epoch
 * @param hotkey the miner
 * @param validator who judges
 */
public record VerdictSubject(
    String audience, int netuid, long epoch, Hotkey hotkey, Hotkey validator) {

  static final int MOST_AUDIENCE_BYTES = 64;

  /**
   * @throws IllegalArgumentException if a field is out of bounds
   */
  public VerdictSubject {
    Objects.requireNonNull(hotkey, "hotkey");
    Objects.requireNonNull(validator, "validator");
    if (audience.isEmpty() || audience.length() > MOST_AUDIENCE_BYTES) {
      throw new IllegalArgumentException("no name of a deployment: " + audience);
    }
    if (netuid < 0 || netuid > 0xFFFF || epoch < 0) {
      throw new IllegalArgumentException("no epoch of a subnet: " + epoch + " of " + netuid);
    }
  }

  /** The subject of a freeze, judged by a validator. */
  public static VerdictSubject of(Freeze freeze, Hotkey validator) {
    return new VerdictSubject(
        freeze.audience(), freeze.netuid(), freeze.epoch(), freeze.hotkey(), validator);
  }
}
