/**
 * Frees uploads that a failure left unfinished and that nobody will ever finish. Decides by age and
 * by what is parked, with rights of the operator's own; never touches a finished object.
 */
package io.tributary.local.janitor;
