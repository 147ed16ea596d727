package io.tributary.auth;

import io.tributary.hotkey.access.IssuedCredentials;
import java.util.List;

/**
 * What was granted. Immutable.
 *
 * @param credentials the secret
 * @param scope the prefixes or the one key that they open
 */
public record Issued(IssuedCredentials credentials, List<String> scope) {

  /** Copies the scope. */
  public Issued {
    scope = List.copyOf(scope);
  }
}
