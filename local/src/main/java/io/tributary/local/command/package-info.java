/**
 * The commands: options in, results on standard output, one clear line on standard error.
 *
 * <p>A command parses its options and calls logic that lives elsewhere. It ends with 0 when done, 1
 * when it failed, 2 when it was called wrongly. No secret is ever an argument or an output.
 */
package io.tributary.local.command;
