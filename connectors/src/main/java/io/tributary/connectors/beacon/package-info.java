/**
 * The beacon: final blocks of the chain, in order and without gaps, as a source of Flink.
 *
 * <p>What the blocks are used for may not enter; nor may a block that could still be taken back.
 */
package io.tributary.connectors.beacon;
