/**
 * Replays of verdicts: what public records and the lake's own bytes give, beside what a validator
 * stated.
 *
 * <p>Comparisons of values that are handed in; bytes of files come through the port of challenges.
 * Topics, chains and stores may not enter.
 */
package io.tributary.lake.replay;
