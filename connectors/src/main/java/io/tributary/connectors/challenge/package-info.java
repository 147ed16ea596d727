/**
 * The port through which the validation asks for the challenge of a file, and how S3 serves it.
 *
 * <p>It speaks of frozen files, draws and the items of their rows. Epochs, verdicts of miners and
 * their topics may not enter.
 */
package io.tributary.connectors.challenge;
