/**
 * Signing by HTTP: a signer that the key's owner runs, and the client that uses it.
 *
 * <p>Typed structures only, so that the signer sees what it signs. What comes back is verified
 * before it is used. No token and no signature is ever shown.
 */
package io.tributary.hotkey.remote;
