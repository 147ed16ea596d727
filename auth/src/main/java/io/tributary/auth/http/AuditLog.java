package io.tributary.auth.http;

import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.wire.Octets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each decision, {@code name=value}: who, what, outcome, reason, request id and
 * digests. The claimed fields have been parsed, so none of them can break the line. Thread-safe.
 */
final class AuditLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.tributary.auth.audit");

  void decided(
      String requestId,
      String outcome,
      Optional<AccessRequest> claimed,
      Octets received,
      Optional<String> evidence) {
    LOG.info(
        "access request={} outcome={} purpose={} hotkey={} requester={} prefixes={} received={}"
            + " evidence={}",
        requestId,
        outcome,
        claimed.map(request -> request.purpose().name()).orElse("-"),
        claimed.map(request -> request.hotkey().address()).orElse("-"),
        claimed.map(request -> request.requesterKey().hex()).orElse("-"),
        claimed.map(AuditLog::prefixes).orElse("-"),
        received.sha256().hex(),
        evidence.orElse("-"));
  }

  /** What the sources and the miner amount to; the claimed text of prefixes could hold anything. */
  private static String prefixes(AccessRequest request) {
    return String.join(",", AccessRequest.prefixes(request.sources(), request.miner()));
  }
}
