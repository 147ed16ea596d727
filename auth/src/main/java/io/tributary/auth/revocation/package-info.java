/**
 * Where revocations are kept: append-only, verified whenever they are read.
 *
 * <p>No decision about requests enters here; a store that cannot be read says so and never guesses.
 */
package io.tributary.auth.revocation;
