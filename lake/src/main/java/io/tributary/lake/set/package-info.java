/**
 * Which files a freeze takes in: the rule by which records of public topics become a frozen set,
 * the same for the job that freezes and for whoever puts the set together again.
 *
 * <p>Pure values and functions. Topics, state and clocks may not enter.
 */
package io.tributary.lake.set;
