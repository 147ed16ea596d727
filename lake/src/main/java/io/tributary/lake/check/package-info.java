/**
 * Checks of rows: whether what a file holds can be what its miner delivered through the ingest.
 *
 * <p>Pure functions over authenticated columns, mergeable over files and miners; all thresholds are
 * handed in. Stores, clocks and verdicts of miners may not enter.
 */
package io.tributary.lake.check;
