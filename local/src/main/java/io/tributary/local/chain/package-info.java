/**
 * A small chain in this process with one subnet's registrations, which can be made to misbehave.
 *
 * <p>Answers JSON-RPC as a node of Bittensor's chain does, on the loopback interface only, for
 * demos and tests. Nothing is signed, mined or paid here; the chain's client may not enter.
 */
package io.tributary.local.chain;
