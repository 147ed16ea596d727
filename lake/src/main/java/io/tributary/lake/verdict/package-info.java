/**
 * Verdicts: what the results of an epoch's challenges mean for a miner, and the signed record of
 * it.
 *
 * <p>Pure values and functions: the same draws and results give the same verdict. Clocks, stores
 * and how a result was found may not enter.
 */
package io.tributary.lake.verdict;
