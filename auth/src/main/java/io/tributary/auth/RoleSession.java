package io.tributary.auth;

import io.tributary.hotkey.access.AccessPurpose;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A session to be opened with the token service. Immutable.
 *
 * @param role which role it assumes: that of uploads or that of reads
 * @param name for the audit trail, 2 to 64 characters, made by this service only
 * @param policy the inline policy, compact JSON of at most 2,048 characters
 * @param duration its life, 900 s or more
 */
public record RoleSession(AccessPurpose role, String name, String policy, Duration duration) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]{2,64}");

  /** A policy has at most so many characters. */
  static final int MOST_POLICY = 2048;

  private static final Duration LEAST_DURATION = Duration.ofMinutes(15);

  /**
   * @throws IllegalArgumentException if a bound of the token service is not kept
   */
  public RoleSession {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a role session: " + name);
    }
    if (policy.length() > MOST_POLICY) {
      throw new IllegalArgumentException("a policy has at most " + MOST_POLICY + " characters");
    }
    if (duration.compareTo(LEAST_DURATION) < 0) {
      throw new IllegalArgumentException("a session lasts at least " + LEAST_DURATION);
    }
  }
}
