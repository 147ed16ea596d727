package io.tributary.local.chain;

import io.tributary.hotkey.wire.Octets;

/**
 * What a subnet knows at a uid. Immutable.
 *
 * @param key public key of the hotkey
 * @param permit whether it may validate
 * @param rao its stake, in units of 10^-9
 */
record Neuron(Octets key, boolean permit, long rao) {}
