/**
 * Stops a source while what it feeds cannot go on for anybody, so that the input stays where it is.
 *
 * <p>Knows nothing of batches, miners or files: it reads one key of one topic, or how far topics
 * were read.
 */
package io.tributary.connectors.pause;
