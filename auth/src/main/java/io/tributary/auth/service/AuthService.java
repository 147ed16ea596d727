package io.tributary.auth.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.auth.CredentialIssuer;
import io.tributary.auth.RevocationIntake;
import io.tributary.auth.V1CredentialIssuer;
import io.tributary.auth.evidence.EvidenceEntry;
import io.tributary.auth.evidence.EvidenceLog;
import io.tributary.hotkey.access.AccessAnswer;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.StrictJson;
import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests: finds the endpoint, decides, keeps evidence, audits. Never throws; thread-safe.
 *
 * <p>Credentials leave only after their evidence is kept. Evidence is kept of requests that passed
 * the quota, so that nobody can fill the disk with refusals.
 */
public final class AuthService {

  /** The outcome of a request that is granted. */
  static final String GRANTED = "GRANTED";

  /** A body is never longer; whoever carries it should read one byte more and no further. */
  public static final int MOST_BODY_BYTES = 16 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(AuthService.class);
  private static final Set<AccessReason> KEPT =
      EnumSet.of(AccessReason.STS_THROTTLED, AccessReason.STS_UNAVAILABLE);
  private static final String HEALTH = "/health";
  private static final double NANOS_A_MILLI = 1e6;

  private final Map<String, Endpoint<?>> endpoints = new HashMap<>();
  private final Set<String> switchedOff;
  private final EvidenceLog evidence;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Supplier<String> requestIds;

  /**
   * @param v1 decides requests of version 1; empty if that version is switched off
   * @param revocations takes in what hotkeys revoke
   * @param requestIds gives 32 hex digits, each time others
   */
  public AuthService(
      CredentialIssuer v2,
      Optional<V1CredentialIssuer> v1,
      RevocationIntake revocations,
      EvidenceLog evidence,
      AuditLog audit,
      InstantSource clock,
      Supplier<String> requestIds) {
    this.evidence = evidence;
    this.audit = audit;
    this.clock = clock;
    this.requestIds = requestIds;
    this.switchedOff = v1.isPresent() ? Set.of() : Set.of("/auth", "/auth-read");
    endpoints.put("/v2/access", new AccessEndpoint(v2));
    endpoints.put("/v2/revocations", new RevocationEndpoint(revocations));
    v1.ifPresent(
        issuer -> {
          endpoints.put("/auth", V1Endpoint.upload(issuer));
          endpoints.put("/auth-read", V1Endpoint.read(issuer));
        });
  }

  /**
   * Answers a request.
   *
   * @param method of HTTP, as received
   * @param path path and query, as received and not decoded
   * @param body at most one byte more than {@link #MOST_BODY_BYTES}
   */
  public Reply answer(String method, String path, byte[] body) {
    if (path.equals(HEALTH)) {
      return method.equals("GET")
          ? Reply.of(200, StrictJson.newObject().put("status", "ok"))
          : refuse(AccessReason.METHOD_NOT_ALLOWED);
    }
    if (switchedOff.contains(path)) {
      return refuse(AccessReason.VERSION_OFF);
    }
    Endpoint<?> endpoint = endpoints.get(path);
    if (endpoint == null) {
      return refuse(AccessReason.NO_SUCH_ROUTE);
    }
    if (!method.equals("POST")) {
      return refuse(AccessReason.METHOD_NOT_ALLOWED);
    }
    if (body.length > MOST_BODY_BYTES) {
      return refuse(AccessReason.REQUEST_TOO_LARGE);
    }
    return new Attempt<>(endpoint, body).answer();
  }

  /** Refuses a request that could not be read at all. */
  public Reply refuse(AccessReason reason) {
    String id = requestIds.get();
    audit.decided(
        new AuditLog.Entry(
            clock.instant(),
            "-",
            id,
            reason.name(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0));
    return Reply.of(reason.httpStatus(), AccessAnswer.refused(reason, reason.text(), id));
  }

  /** One request on its way through an endpoint. */
  private final class Attempt<R> {

    private final Endpoint<R> endpoint;
    private final Octets body;
    private final String id = requestIds.get();
    private final long start = System.nanoTime();
    private Optional<Claim> claim = Optional.empty();

    Attempt(Endpoint<R> endpoint, byte[] received) {
      this.endpoint = endpoint;
      this.body = Octets.of(received);
    }

    Reply answer() {
      try {
        R request = endpoint.read(body.bytes());
        claim = Optional.of(endpoint.claim(request));
        ObjectNode answer = endpoint.grant(request, id);
        audit(GRANTED, endpoint.isEvidenceKept() ? Optional.of(keep(GRANTED)) : Optional.empty());
        return Reply.of(200, answer);
      } catch (AccessException e) {
        return refuse(e);
      } catch (IOException | RuntimeException e) {
        return fail(e);
      }
    }

    private Reply refuse(AccessException refusal) {
      AccessReason reason = refusal.reason();
      try {
        audit(
            reason.name(),
            KEPT.contains(reason) ? Optional.of(keep(reason.name())) : Optional.empty());
        if (reason.httpStatus() >= 500) {
          LOG.warn("request {} failed: {}", id, reason, refusal.getCause());
        }
        return Reply.of(reason.httpStatus(), endpoint.refusal(reason, refusal.getMessage(), id));
      } catch (IOException | RuntimeException e) {
        return fail(e);
      }
    }

    private Reply fail(Exception failure) {
      LOG.error("request {} failed", id, failure);
      AccessReason reason = AccessReason.INTERNAL;
      audit(reason.name(), Optional.empty());
      return Reply.of(reason.httpStatus(), endpoint.refusal(reason, reason.text(), id));
    }

    private String keep(String outcome) throws IOException {
      return evidence.append(new EvidenceEntry(clock.instant(), id, outcome, body));
    }

    private void audit(String outcome, Optional<String> digest) {
      audit.decided(
          new AuditLog.Entry(
              clock.instant(),
              endpoint.name(),
              id,
              outcome,
              claim,
              Optional.of(body.sha256().hex()),
              digest,
              (System.nanoTime() - start) / NANOS_A_MILLI));
    }
  }
}
