/**
 * Draws: which leaves and rows of a frozen set an epoch challenges, as a function of the set's
 * digest and a block's hash.
 *
 * <p>Whole numbers only, byte for byte as docs/formats.md fixes them, so that a second
 * implementation draws the same. Clocks, stores and other randomness may not enter.
 */
package io.tributary.lake.draw;
