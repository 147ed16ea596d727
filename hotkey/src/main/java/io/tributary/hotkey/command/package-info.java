/**
 * The logic of the commands about keys: from text to text, without a command-line parser.
 *
 * <p>Filters answer every input line with one output line and never throw on what a line holds. No
 * secret is ever part of an answer.
 */
package io.tributary.hotkey.command;
