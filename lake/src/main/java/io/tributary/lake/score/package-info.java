/**
 * Scores: credibility and effective size of a miner, computed from verdicts.
 *
 * <p>Pure functions in floating point that gives the same on every machine. Nothing here decides a
 * verdict or a draw, and no store or clock may enter.
 */
package io.tributary.lake.score;
