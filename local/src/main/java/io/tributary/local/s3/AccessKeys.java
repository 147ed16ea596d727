package io.tributary.local.s3;

import io.tributary.local.s3.policy.Principal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that this server knows: the operator's, and those of sessions, which live in memory. A
 * restart ends all sessions, and their owners fetch new ones. Thread-safe.
 */
public final class AccessKeys {

  private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  // A session that has just ended is answered with ExpiredToken rather than as a stranger.
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final AccessKey operator;
  private final Map<String, AccessKey> sessions = new ConcurrentHashMap<>();
  private final SecureRandom random;
  private final Clock clock;

  AccessKeys(AccessKey operator, SecureRandom random, Clock clock) {
    this.operator = operator;
    this.random = random;
    this.clock = clock;
  }

  /** The key of this id, also if its session has ended. */
  public Optional<AccessKey> find(String id) {
    return operator.id().equals(id) ? Optional.of(operator) : Optional.ofNullable(sessions.get(id));
  }

  /** Begins a session. */
  public AccessKey issue(Principal principal, Duration life) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    sessions.values().removeIf(k -> k.expiration().plus(REMEMBERED).isBefore(now));
    AccessKey key =
        new AccessKey(
            newId(random, "ASIA"),
            newSecret(random, 30),
            Optional.of(newSecret(random, 48)),
            now.plus(life),
            principal);
    sessions.put(key.id(), key);
    return key;
  }

  /** Whether the session of this key has ended. */
  public boolean hasEnded(AccessKey key) {
    return !clock.instant().isBefore(key.expiration());
  }

  /** Ends all sessions now; the operator's key stays. */
  void endSessions() {
    Instant now = clock.instant();
    sessions.replaceAll((id, key) -> hasEnded(key) ? key : key.endingAt(now));
  }

  static String newId(SecureRandom random, String prefix) {
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < 16; i++) {
      id.append(ID_ALPHABET.charAt(random.nextInt(ID_ALPHABET.length())));
    }
    return id.toString();
  }

  static String newSecret(SecureRandom random, int bytes) {
    byte[] secret = new byte[bytes];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }
}
