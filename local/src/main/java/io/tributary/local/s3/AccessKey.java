package io.tributary.local.s3;

import io.tributary.local.s3.policy.Principal;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that signs requests, and whom it stands for. A secret: {@link #toString()} shows only its
 * id.
 *
 * @param id names the key
 * @param secret signs
 * @param sessionToken must come with every request, if this key belongs to a session
 * @param expiration of the session
 * @param principal who it stands for
 */
public record AccessKey(
    String id,
    String secret,
    Optional<String> sessionToken,
    Instant expiration,
    Principal principal) {

  /** Whether this key belongs to a session, and not to the operator. */
  public boolean isTemporary() {
    return sessionToken.isPresent();
  }

  /** The same key of a session that ends at another time. */
  AccessKey endingAt(Instant end) {
    return new AccessKey(id, secret, sessionToken, end, principal);
  }

  @Override
  public String toString() {
    return "AccessKey[" + id + "]";
  }
}
