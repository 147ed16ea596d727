/**
 * Decides whether a miner's record enters the lake, and if so turns it into a row.
 *
 * <p>Pure: the same record and append time always give the same outcome. Clocks, networks and state
 * may not enter.
 */
package io.tributary.schemas.rules;
