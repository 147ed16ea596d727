/**
 * The port through which the validation asks for the challenge of a file.
 *
 * <p>It speaks of frozen files and draws. Epochs, verdicts and their topics may not enter.
 */
package io.tributary.connectors.challenge;
