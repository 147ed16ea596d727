package io.tributary.auth.service;

import io.tributary.schemas.Hotkey;
import java.util.List;

/**
 * Who says to want what: what an audit line tells of a request that could be read. All of it has
 * been parsed, so none of it can hold anything but names of this service's grammar. Immutable.
 *
 * @param purpose what for
 * @param hotkey who asks, or for whom a session key asks
 * @param requester hex of the public key that signs
 * @param scope prefixes or paths
 */
record Claim(String purpose, Hotkey hotkey, String requester, List<String> scope) {

  Claim {
    scope = List.copyOf(scope);
  }
}
