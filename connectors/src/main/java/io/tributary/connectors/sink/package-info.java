/**
 * The sink of the lake: rows in, one file a miner at a time out, each row in exactly one committed
 * file.
 *
 * <p>Public surface only; how it is done is in {@code internal}.
 */
package io.tributary.connectors.sink;
