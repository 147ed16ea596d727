/**
 * Simulations of the draws of a validation: how often they detect, and what a miner gains by
 * trying.
 *
 * <p>They run the code that draws in earnest. Chance comes from a seed that is handed in, so that a
 * run can be repeated. Stores and files may not enter.
 */
package io.tributary.benchmarks.draw;
