package io.tributary.hotkey.registry;

/**
 * What the subnet knows of a registered hotkey. Immutable.
 *
 * @param uid its slot on the subnet
 * @param validatorPermit whether it may validate
 * @param stake its stake in whole alpha
 */
public record Registration(int uid, boolean validatorPermit, double stake) {}
