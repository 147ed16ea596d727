/**
 * Who somebody is: SS58 addresses, key files, and typed signing and verification.
 *
 * <p>Signers sign typed structures under a domain tag and refuse bare digests. Secrets never leave
 * their type.
 */
package io.tributary.hotkey.identity;
