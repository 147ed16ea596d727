/**
 * Feeds a miner's own data, an SQLite store or JSON lines, to Kafka as signed batches.
 *
 * <p>Every row is sent at least once, whatever stops the feeder; nothing is ever written to the
 * miner's files. What a record means may not enter: rows go through as they are.
 */
package io.tributary.local.feed;
