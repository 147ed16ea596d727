/**
 * The command line: where the program starts, and how its commands end.
 *
 * <p>Commands themselves are in {@code command}; the parts that they start are in packages of their
 * own. Only this module may write to standard output, and only results.
 */
package io.tributary.local;
