/**
 * Recovery phrases and what is derived from them: BIP39 in English, Substrate's seeds and paths.
 *
 * <p>A refusal has a stable reason and never quotes a word, a seed or a password. Files, consoles
 * and the choice of a scheme stay outside.
 */
package io.tributary.hotkey.phrase;
