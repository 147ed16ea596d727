/**
 * Facts of a Substrate chain, read from its nodes over JSON-RPC: finalized heads, block hashes,
 * storage.
 *
 * <p>What a node answers is foreign: bounded in size and time, parsed strictly, and either a value
 * or a {@link io.tributary.hotkey.chain.ChainException}. Nothing is signed or sent to a chain from
 * here, and what a subnet's registrations mean may not enter.
 */
package io.tributary.hotkey.chain;
