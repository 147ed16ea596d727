/**
 * Schnorr signatures of Substrate chains in pure Java: ristretto255, Merlin transcripts and the
 * schnorrkel protocol, signing context {@code substrate}.
 *
 * <p>Raw keys and messages only: what may be signed, and by whom, is decided elsewhere. Secrets are
 * never compared, branched or indexed on, and never shown.
 */
package io.tributary.hotkey.sr25519;
