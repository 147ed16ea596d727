package io.tributary.auth;

import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessPurpose;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.GrantException;
import io.tributary.hotkey.access.GrantVerifier;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.SessionGrant;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.access.VerifiedGrants;
import io.tributary.hotkey.identity.InvalidAddressException;
import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether the right keys signed a request of version 2: requester, grant, sink. Thread-safe. */
final class RequestSignatures {

  private static final int MOST_KNOWN_GRANTS = 4096;

  private final Deployment deployment;
  private final Duration maxGrantLifetime;

  private final FrequentSigners signers = new FrequentSigners();
  private final VerifiedGrants knownGrants = new VerifiedGrants(MOST_KNOWN_GRANTS);

  RequestSignatures(Deployment deployment, Duration maxGrantLifetime) {
    this.deployment = deployment;
    this.maxGrantLifetime = maxGrantLifetime;
  }

  /** The grant that empowers the requester; empty if it is the hotkey itself. */
  Optional<SessionGrant> check(SignedAccessRequest signed, AccessRequest request, Instant now)
      throws AccessException {
    // Which keys must have signed is settled before the first costly verification.
    if (request.sink().isPresent() && signed.sinkSignature().isEmpty()) {
      throw new AccessException(AccessReason.SINK_SIGNATURE_REQUIRED);
    }
    if (request.sink().isEmpty() && signed.sinkSignature().isPresent()) {
      throw new AccessException(
          AccessReason.MALFORMED, "a sink's signature without a sink's key in the request");
    }
    if (request.sink().isPresent() && !deployment.sinkKeys().contains(request.sink().get())) {
      throw new AccessException(AccessReason.SINK_UNKNOWN);
    }
    boolean own = request.requesterKey().holds(publicKey(request.hotkey()));
    if (own && signed.grant().isPresent()) {
      throw new AccessException(AccessReason.GRANT_UNEXPECTED);
    }
    if (!own && signed.grant().isEmpty()) {
      throw new AccessException(AccessReason.GRANT_REQUIRED);
    }
    verify(
        request.requesterKey(), signed.body(), signed.signature(), AccessReason.SIGNATURE_INVALID);
    Optional<SessionGrant> grant = Optional.empty();
    if (signed.grant().isPresent()) {
      grant = Optional.of(checkGrant(signed.grant().get(), request, now));
    }
    if (request.sink().isPresent()) {
      verify(
          request.sink().get(),
          signed.body(),
          signed.sinkSignature().orElseThrow(),
          AccessReason.SINK_SIGNATURE_INVALID);
    }
    return grant;
  }

  private SessionGrant checkGrant(SignedGrant signed, AccessRequest request, Instant now)
      throws AccessException {
    try {
      SessionGrant grant =
          GrantVerifier.verify(
              signed,
              request.hotkey(),
              request.requesterKey().bytes(),
              Purpose.ACCESS,
              now,
              deployment.audience(),
              deployment.netuid(),
              maxGrantLifetime,
              knownGrants);
      if (!grant.covers(request.sources())) {
        throw new AccessException(
            AccessReason.GRANT_SCOPE, "the grant does not cover all sources asked for");
      }
      // A grant speaks of the miner's own prefixes; a validator reads others with its own hotkey.
      if (request.purpose() == AccessPurpose.READ && !request.miner().equals(request.hotkey())) {
        throw new AccessException(
            AccessReason.GRANT_SCOPE, "a grant opens the hotkey's own prefixes only");
      }
      return grant;
    } catch (GrantException e) {
      throw new AccessException(reason(e.reason()), e.getMessage(), e);
    }
  }

  private static AccessReason reason(GrantException.Reason reason) {
    return switch (reason) {
      case WRONG_PURPOSE -> AccessReason.GRANT_WRONG_PURPOSE;
      case NOT_YET_VALID -> AccessReason.GRANT_NOT_YET_VALID;
      case EXPIRED -> AccessReason.GRANT_EXPIRED;
      case HOTKEY_INVALID,
          SIGNATURE_INVALID,
          MALFORMED,
          WRONG_AUDIENCE,
          WRONG_NETUID,
          WRONG_HOTKEY,
          WRONG_SESSION_KEY,
          SELF_GRANT,
          LIFETIME_TOO_LONG ->
          AccessReason.GRANT_INVALID;
    };
  }

  /** Takes note that the request was granted: its keys are likely to come again. */
  void granted(AccessRequest request) {
    signers.granted(request.requesterKey());
    request.sink().ifPresent(signers::granted);
  }

  private void verify(Octets key, Octets body, Octets signature, AccessReason otherwise)
      throws AccessException {
    try {
      signers.verify(key, body, signature);
    } catch (InvalidSignatureException e) {
      throw new AccessException(otherwise, otherwise.text(), e);
    }
  }

  private static byte[] publicKey(Hotkey hotkey) throws AccessException {
    try {
      return Ss58.publicKey(hotkey);
    } catch (InvalidAddressException e) {
      throw new AccessException(AccessReason.ADDRESS_INVALID, e.getMessage(), e);
    }
  }
}
