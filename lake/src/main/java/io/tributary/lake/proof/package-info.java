/**
 * Proves what a file is: signed manifests, tail, leaves, well-formedness.
 *
 * <p>Every byte read here is foreign: sizes are checked before anything is parsed or allocated, and
 * what is wrong is a finding or a checked exception. Stores and clocks may not enter.
 */
package io.tributary.lake.proof;
