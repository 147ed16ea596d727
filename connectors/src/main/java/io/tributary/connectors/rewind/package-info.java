/**
 * Takes the files of an abandoned line of checkpoints out of the lake, before a job goes on from an
 * earlier one, and gives up parked files that a person names. Removes nothing but what the log
 * names and the object itself confirms.
 *
 * <p>Works with rights of the operator's own, which no job has; Flink may not enter.
 */
package io.tributary.connectors.rewind;
