/**
 * Which hotkeys are registered on the subnet: the port, and its implementations by a file and by
 * the chain.
 *
 * <p>An implementation tells what is known within its bound on age, or that it cannot tell; it
 * never guesses. What a registration entitles to may not enter.
 */
package io.tributary.hotkey.registry;
