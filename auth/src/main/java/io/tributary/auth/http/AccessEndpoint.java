package io.tributary.auth.http;

import io.tributary.auth.CredentialIssuer;
import io.tributary.auth.Issued;
import io.tributary.auth.evidence.EvidenceEntry;
import io.tributary.auth.evidence.EvidenceLog;
import io.tributary.hotkey.access.AccessAnswer;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.wire.Octets;
import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v2/access}: reads, decides, keeps evidence, audits, answers. Never throws;
 * thread-safe.
 *
 * <p>Credentials leave only after their evidence is kept. Evidence is kept of requests that passed
 * the quota, so that nobody can fill the disk with refusals.
 */
public final class AccessEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(AccessEndpoint.class);
  private static final Set<AccessReason> KEPT =
      EnumSet.of(AccessReason.STS_THROTTLED, AccessReason.STS_UNAVAILABLE);

  private final CredentialIssuer issuer;
  private final EvidenceLog evidence;
  private final InstantSource clock;
  private final Supplier<String> requestIds;
  private final AuditLog audit = new AuditLog();

  /**
   * @param requestIds gives 32 hex digits, each time others
   */
  public AccessEndpoint(
      CredentialIssuer issuer,
      EvidenceLog evidence,
      InstantSource clock,
      Supplier<String> requestIds) {
    this.issuer = issuer;
    this.evidence = evidence;
    this.clock = clock;
    this.requestIds = requestIds;
  }

  Reply answer(byte[] received) {
    String id = requestIds.get();
    Octets body = Octets.of(received);
    Optional<AccessRequest> claimed = Optional.empty();
    try {
      SignedAccessRequest signed = SignedAccessRequest.fromJson(received);
      AccessRequest request = AccessRequest.decode(signed.body().bytes());
      claimed = Optional.of(request);
      Issued issued = issuer.issue(signed, request, id);
      String digest = keep(id, "GRANTED", body);
      audit.decided(id, "GRANTED", claimed, body, Optional.of(digest));
      return Reply.ok(AccessAnswer.issued(issued.credentials(), id));
    } catch (AccessException e) {
      return refuse(id, e, claimed, body);
    } catch (IOException | RuntimeException e) {
      return fail(id, e, claimed, body);
    }
  }

  private Reply refuse(
      String id, AccessException refusal, Optional<AccessRequest> claimed, Octets body) {
    AccessReason reason = refusal.reason();
    try {
      Optional<String> digest =
          KEPT.contains(reason) ? Optional.of(keep(id, reason.name(), body)) : Optional.empty();
      audit.decided(id, reason.name(), claimed, body, digest);
      if (reason.httpStatus() >= 500) {
        LOG.warn("request {} failed: {}", id, reason, refusal.getCause());
      }
      return Reply.refused(reason, refusal.getMessage(), id);
    } catch (IOException | RuntimeException e) {
      return fail(id, e, claimed, body);
    }
  }

  private Reply fail(String id, Exception failure, Optional<AccessRequest> claimed, Octets body) {
    LOG.error("request {} failed", id, failure);
    AccessReason reason = AccessReason.INTERNAL;
    audit.decided(id, reason.name(), claimed, body, Optional.empty());
    return Reply.refused(reason, reason.text(), id);
  }

  /** A request that was refused before its body could be read. */
  Reply refuseUnread(AccessReason reason) {
    String id = requestIds.get();
    audit.decided(id, reason.name(), Optional.empty(), Octets.of(new byte[0]), Optional.empty());
    return Reply.refused(reason, reason.text(), id);
  }

  private String keep(String id, String outcome, Octets body) throws IOException {
    return evidence.append(new EvidenceEntry(clock.instant(), id, outcome, body));
  }
}
