package io.tributary.auth.evidence;

import io.tributary.hotkey.wire.Octets;
import java.time.Instant;

/**
 * One decision on a request that was signed, registered, fresh and within quota. Immutable.
 *
 * @param at when it was decided
 * @param requestId the service's id of the request
 * @param outcome {@code GRANTED} or the reason code
 * @param request the request as received, signatures and grant included
 */
public record EvidenceEntry(Instant at, String requestId, String outcome, Octets request) {}
