package io.tributary.hotkey.command;

import io.tributary.hotkey.access.GrantVerifier;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.SessionGrants;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;

/** {@code key grant}: a hotkey's signed statement that a session key may act for it. */
public final class KeyGrant {

  /** How long before now a grant begins unless said otherwise: clocks differ. */
  public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  private KeyGrant() {}

  /**
   * What is to be granted.
   *
   * @param audience the deployment it is for
   * @param netuid the subnet it is for
   * @param sessionKey 32 bytes
   * @param purpose what the key may do
   * @param sources on which sources
   * @param from when it begins
   * @param until when it ends
   */
  public record Wish(
      String audience,
      int netuid,
      Octets sessionKey,
      Purpose purpose,
      Set<SourceId> sources,
      Instant from,
      Instant until) {

    /**
     * @throws IllegalArgumentException if no verifier would take such a grant
     */
    public Wish {
      Duration life = Duration.between(from, until);
      if (life.isNegative() || life.isZero()) {
        throw new IllegalArgumentException(
            "the grant would end at " + until + ", before it begins at " + from);
      }
      if (life.compareTo(GrantVerifier.DEFAULT_MAX_LIFETIME) > 0) {
        throw new IllegalArgumentException(
            "the grant would live "
                + life.toHours()
                + " h; none may live longer than "
                + GrantVerifier.DEFAULT_MAX_LIFETIME.toDays()
                + " days");
      }
    }
  }

  /**
   * Signs a grant.
   *
   * @param hotkey the hotkey's own signer
   * @param random where the grant's id comes from
   * @throws IllegalArgumentException if the session key is the hotkey, or a name is out of bounds
   */
  public static SignedGrant make(Signer hotkey, Wish wish, RandomGenerator random) {
    return SessionGrants.issue(
        hotkey,
        wish.audience(),
        wish.netuid(),
        wish.sessionKey().bytes(),
        wish.purpose(),
        wish.sources(),
        wish.from(),
        wish.until(),
        random);
  }

  /**
   * Reads {@code batch} or {@code access}, in any case.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Purpose purpose(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "batch" -> Purpose.BATCH;
      case "access" -> Purpose.ACCESS;
      default ->
          throw new IllegalArgumentException("a grant is for batch or for access, not " + text);
    };
  }

  /**
   * Reads names or numbers of sources, separated by commas.
   *
   * @throws IllegalArgumentException if one is unknown, or there is none
   */
  public static Set<SourceId> sources(String text) {
    Set<SourceId> sources = EnumSet.noneOf(SourceId.class);
    for (String name : text.split(",", -1)) {
      sources.add(
          SourceId.fromText(name.strip())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "sources are x and reddit, separated by a comma, not '" + text + "'")));
    }
    return sources;
  }
}
