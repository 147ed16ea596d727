/**
 * Freezes: which files of a miner an epoch examines, and the digest that fixes them before anybody
 * can know the draw.
 *
 * <p>Pure values and functions, byte for byte as docs/formats.md fixes them. Stores, clocks and the
 * chain may not enter.
 */
package io.tributary.lake.epoch;
