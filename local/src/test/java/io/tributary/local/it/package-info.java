/**
 * Tests of the whole system: the demo in one piece, killed, interrupted, and on a store of its own.
 *
 * <p>They look at what a user sees: exit codes, lines, files. Nothing of the inside may enter.
 */
package io.tributary.local.it;
