package io.tributary.hotkey.registry;

/**
 * What the subnet knows of a registered hotkey. Immutable.
 *
 * @param uid its slot on the subnet
 * @param validatorPermit whether it may validate
 * @param stake its stake in whole alpha, or {@link #UNKNOWN_STAKE}
 */
public record Registration(int uid, boolean validatorPermit, double stake) {

  /** Not a number, so that no comparison with a floor holds. */
  public static final double UNKNOWN_STAKE = Double.NaN;

  /** Whether the stake could be read. */
  public boolean isStakeKnown() {
    return !Double.isNaN(stake);
  }
}
