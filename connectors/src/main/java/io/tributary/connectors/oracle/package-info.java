/**
 * The oracle of a deployment, over HTTP: rows go out, and what the platform says of them comes
 * back.
 *
 * <p>Whatever the oracle does, nothing is held against a miner but a plain contradiction. How rows
 * are found on a platform, and Flink, may not enter.
 */
package io.tributary.connectors.oracle;
