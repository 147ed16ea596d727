package io.tributary.auth;

import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessPurpose;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.wire.Octets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Decides requests of version 2: prefixes of {@code data/} for whoever may have them.
 *
 * <p>Order of checks, the first failure is the reason: shape and version, audience, netuid, route →
 * clock → scope is exactly the requester's → signatures and grant → registered → not replayed →
 * quota → token service. A pure function of the request, the clock and the ports; thread-safe if
 * those are. Costly steps come last: nobody unsigned reaches the token service.
 */
public final class CredentialIssuer {

  /** How long credentials live: the least that the token service offers. */
  public static final Duration SESSION = Duration.ofMinutes(15);

  private final Deployment deployment;
  private final ClockWindow window;
  private final InstantSource clock;
  private final RequestSignatures signatures;
  private final SessionPolicy policies;
  private final Admission admission;

  /** Decides for a deployment. */
  public CredentialIssuer(
      Deployment deployment,
      ClockWindow window,
      Duration maxGrantLifetime,
      InstantSource clock,
      Admission admission) {
    this.deployment = Objects.requireNonNull(deployment, "deployment");
    this.window = Objects.requireNonNull(window, "window");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.signatures = new RequestSignatures(deployment, maxGrantLifetime);
    this.policies = new SessionPolicy(deployment);
    this.admission = Objects.requireNonNull(admission, "admission");
  }

  /**
   * Decides a request.
   *
   * @param signed the request as received
   * @param request what its body decodes to
   * @param requestId made by the service for this request; part of the session's name
   * @throws AccessException with the first reason that applies
   */
  public Issued issue(SignedAccessRequest signed, AccessRequest request, String requestId)
      throws AccessException {
    Instant now = clock.instant();
    checkAddressee(request);
    window.check(request.issuedAt(), request.expiry(), now);
    checkScope(request);
    signatures.check(signed, request, now);
    if (request.purpose() == AccessPurpose.UPLOAD) {
      admission.requireRegistered(request.hotkey());
    } else {
      admission.requireReader(request.hotkey(), request.miner());
    }
    Instant until = window.lastUse(request.issuedAt(), request.expiry());
    admission.spend(replayKey(request), request.hotkey(), request.issuedAt(), until, now);
    String policy =
        request.purpose() == AccessPurpose.UPLOAD
            ? policies.upload(request.miner(), request.sources())
            : policies.read(request.miner(), request.sources());
    String name = SessionNames.of(request.purpose(), request.hotkey(), requestId);
    RoleSession session = new RoleSession(request.purpose(), name, policy, SESSION);
    return new Issued(admission.assume(session), request.prefixes());
  }

  private void checkAddressee(AccessRequest request) throws AccessException {
    if (!request.audience().equals(deployment.audience())) {
      throw new AccessException(
          AccessReason.WRONG_AUDIENCE,
          "signed for " + request.audience() + ", this is " + deployment.audience());
    }
    if (request.netuid() != deployment.netuid()) {
      throw new AccessException(
          AccessReason.WRONG_NETUID,
          "signed for subnet " + request.netuid() + ", this is " + deployment.netuid());
    }
    if (!request.route().equals(AccessRequest.ROUTE)) {
      throw new AccessException(AccessReason.WRONG_ROUTE);
    }
  }

  /** The prefixes are exactly those of the miner, and an upload's miner is who asks. */
  private static void checkScope(AccessRequest request) throws AccessException {
    for (String prefix : request.prefixes()) {
      LakePrefix.check(prefix);
    }
    if (!request.prefixes().equals(AccessRequest.prefixes(request.sources(), request.miner()))) {
      throw new AccessException(
          AccessReason.PATH_FOREIGN, "prefixes must be those of the sources and of the miner");
    }
    boolean upload = request.purpose() == AccessPurpose.UPLOAD;
    if (upload && !request.miner().equals(request.hotkey())) {
      throw new AccessException(
          AccessReason.PATH_FOREIGN, "a miner writes under its own hotkey only");
    }
    if (upload && request.sink().isEmpty()) {
      throw new AccessException(AccessReason.SINK_SIGNATURE_REQUIRED);
    }
    if (!upload && request.sink().isPresent()) {
      throw new AccessException(AccessReason.MALFORMED, "a request to read names no sink");
    }
  }

  private static String replayKey(AccessRequest request) {
    Octets key = request.requesterKey();
    return "2:" + key.hex() + ":" + request.nonce().hex();
  }
}
