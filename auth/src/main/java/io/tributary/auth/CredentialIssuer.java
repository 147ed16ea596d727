package io.tributary.auth;

import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessPurpose;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.RequestedFile;
import io.tributary.hotkey.access.SessionGrant;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.schemas.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Decides requests of version 2: prefixes of {@code data/}, or files of the inbox, for whoever may
 * have them.
 *
 * <p>Order of checks, the first failure is the reason: shape and version, audience, netuid, route →
 * clock → scope is exactly the requester's → signatures and grant → registered → grant not revoked
 * → not replayed → quota → token service. A pure function of the request, the clock and the ports;
 * thread-safe if those are. Costly steps come last: nobody unsigned reaches the token service.
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
    Optional<SessionGrant> grant = signatures.check(signed, request, now);
    if (request.purpose() == AccessPurpose.READ) {
      admission.requireReader(request.hotkey(), request.miner());
    } else {
      admission.requireRegistered(request.hotkey());
    }
    if (grant.isPresent()) {
      admission.requireNotRevoked(grant.get());
    }
    RoleSession session =
        new RoleSession(
            request.purpose(),
            SessionNames.of(request.purpose(), request.hotkey(), requestId),
            policy(request),
            SESSION);
    admission.spend(spending(request), now);
    signatures.granted(request);
    return new Issued(admission.assume(session), scope(request));
  }

  private String policy(AccessRequest request) throws AccessException {
    return switch (request.purpose()) {
      case UPLOAD -> policies.upload(request.miner(), request.sources());
      case READ -> policies.read(request.miner(), request.sources());
      case INBOX -> policies.uploadFiles(InboxPath.parseAll(request.files()));
    };
  }

  private static List<String> scope(AccessRequest request) {
    return request.purpose() == AccessPurpose.INBOX
        ? request.files().stream().map(RequestedFile::path).toList()
        : request.prefixes();
  }

  private Admission.Spending spending(AccessRequest request) {
    return new Admission.Spending(
        "2:" + request.requesterKey().hex() + ":" + request.nonce().hex(),
        request.hotkey(),
        request.issuedAt(),
        window.lastUse(request.issuedAt(), request.expiry()),
        request.files().size(),
        request.files().stream().mapToLong(RequestedFile::sizeBytes).sum());
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

  /** Prefixes or files are exactly those of the miner, and who writes is the miner. */
  private static void checkScope(AccessRequest request) throws AccessException {
    for (String prefix : request.prefixes()) {
      LakePrefix.check(prefix);
    }
    boolean inbox = request.purpose() == AccessPurpose.INBOX;
    List<String> expected =
        inbox ? List.of() : AccessRequest.prefixes(request.sources(), request.miner());
    if (!request.prefixes().equals(expected)) {
      throw new AccessException(
          AccessReason.PATH_FOREIGN, "prefixes must be those of the sources and of the miner");
    }
    if (inbox == request.files().isEmpty()) {
      throw new AccessException(
          AccessReason.MALFORMED, "files are named for the inbox, and only for the inbox");
    }
    checkFiles(request);
    if (request.purpose() != AccessPurpose.READ && !request.miner().equals(request.hotkey())) {
      throw new AccessException(
          AccessReason.PATH_FOREIGN, "a miner writes under its own hotkey only");
    }
    boolean upload = request.purpose() == AccessPurpose.UPLOAD;
    if (upload && request.sink().isEmpty()) {
      throw new AccessException(AccessReason.SINK_SIGNATURE_REQUIRED);
    }
    if (!upload && request.sink().isPresent()) {
      throw new AccessException(AccessReason.MALFORMED, "only an upload into data/ names a sink");
    }
  }

  private static void checkFiles(AccessRequest request) throws AccessException {
    Set<SourceId> sources = new HashSet<>();
    Set<String> paths = new HashSet<>();
    for (RequestedFile file : request.files()) {
      InboxPath path = InboxPath.parse(file.path());
      if (!path.hotkey().equals(request.hotkey())) {
        throw new AccessException(AccessReason.PATH_FOREIGN, "a file under another hotkey");
      }
      if (!paths.add(file.path())) {
        throw new AccessException(AccessReason.MALFORMED, "a file is named twice");
      }
      sources.add(path.source());
    }
    if (!request.files().isEmpty() && !sources.equals(request.sources())) {
      throw new AccessException(
          AccessReason.PATH_FOREIGN, "the sources must be those of the files");
    }
  }
}
