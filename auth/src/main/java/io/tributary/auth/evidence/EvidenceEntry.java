package io.tributary.auth.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.StrictJson;
import java.time.Instant;
import java.util.Base64;

/**
 * One decision on a request that was signed, registered, fresh and within quota. Immutable.
 *
 * @param at when it was decided
 * @param requestId the service's id of the request
 * @param outcome {@code GRANTED} or the reason code
 * @param request the request as received, signatures and grant included
 */
public record EvidenceEntry(Instant at, String requestId, String outcome, Octets request) {

  /** The stored form, whose digest names the entry: compact JSON of version 1, UTF-8. */
  public byte[] toJson() {
    ObjectNode json = StrictJson.newObject();
    json.put("version", 1);
    json.put("at", at.toString());
    json.put("requestId", requestId);
    json.put("outcome", outcome);
    json.put("request", Base64.getEncoder().encodeToString(request.bytes()));
    return StrictJson.toBytes(json);
  }
}
