package io.tributary.connectors.credentials;

import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/** What requests for a miner's access ask for, and whose signatures they carry. Thread-safe. */
public interface RequestSigning {

  /**
   * Makes ready to sign requests for a miner.
   *
   * @throws AccessDeniedException if this deployment has no key for it
   * @throws AuthUnavailableException if the key cannot be read now
   */
  Requests forMiner(Hotkey miner) throws AccessDeniedException, AuthUnavailableException;

  /** Makes requests for one miner. */
  @FunctionalInterface
  interface Requests {

    /** A new request, signed. */
    SignedAccessRequest sign(Terms terms);
  }

  /**
   * What is said in every request. Immutable.
   *
   * @param audience the deployment's name
   * @param netuid the subnet
   * @param sources for which sources of the miner
   * @param nonce 16 bytes, used once
   * @param issuedAt when it is made
   * @param life how long it may be used
   */
  record Terms(
      String audience,
      int netuid,
      Set<SourceId> sources,
      Octets nonce,
      Instant issuedAt,
      Duration life) {

    /** Checks that all is there. */
    public Terms {
      Objects.requireNonNull(audience, "audience");
      sources = Set.copyOf(sources);
      Objects.requireNonNull(nonce, "nonce");
      Objects.requireNonNull(issuedAt, "issuedAt");
      Objects.requireNonNull(life, "life");
    }
  }
}
