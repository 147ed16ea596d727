/**
 * Temporary credentials for a miner's prefix, fetched from the authentication service and cached.
 *
 * <p>Credentials live in memory only; Flink may not enter.
 */
package io.tributary.connectors.credentials;
