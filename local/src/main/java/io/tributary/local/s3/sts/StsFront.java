package io.tributary.local.s3.sts;

import io.tributary.local.s3.AccessKey;
import io.tributary.local.s3.AccessKeys;
import io.tributary.local.s3.Roles;
import io.tributary.local.s3.SignedHeader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * Answers AssumeRole: only the operator's key may ask, so that no session can widen or prolong
 * itself. Thread-safe.
 */
public final class StsFront {

  private static final int MAX_BODY = 64 << 10;

  private final AccessKeys keys;
  private final Roles roles;
  private final Clock clock;

  /** A front over the keys and roles of a server. */
  public StsFront(AccessKeys keys, Roles roles, Clock clock) {
    this.keys = keys;
    this.roles = roles;
    this.clock = clock;
  }

  /** Answers one request. */
  public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String requestId = UUID.randomUUID().toString();
    String document;
    try {
      document = assume(request, requestId);
    } catch (StsException e) {
      response.setStatus(e.status());
      document = StsXml.error(e, requestId);
    }
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    response.setContentType("text/xml");
    response.setContentLength(bytes.length);
    response.setHeader("x-amzn-RequestId", requestId);
    response.getOutputStream().write(bytes);
  }

  private String assume(HttpServletRequest request, String requestId)
      throws IOException, StsException {
    List<String> headers = Collections.list(request.getHeaders("Authorization"));
    if (headers.size() != 1) {
      throw new StsException(403, "MissingAuthenticationToken", "the request is not signed");
    }
    SignedHeader header =
        SignedHeader.parse(headers.get(0))
            .orElseThrow(
                () ->
                    new StsException(
                        400, "IncompleteSignature", "not a header of signature version 4"));
    AccessKey key =
        keys.find(header.accessKeyId())
            .orElseThrow(() -> new StsException(403, "InvalidClientTokenId", "unknown key"));
    byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      throw new StsException(400, "ValidationError", "the request is too long");
    }
    StsSignature.check(request, body, header, key.secret(), clock);
    if (key.isTemporary()) {
      throw new StsException(403, "AccessDenied", "a session may not assume a role");
    }
    if (request.getHeader("x-amz-security-token") != null) {
      throw new StsException(403, "InvalidClientTokenId", "this key has no session token");
    }
    AssumeRole wanted = AssumeRole.parse(new String(body, StandardCharsets.UTF_8), roles);
    return StsXml.answer(wanted, keys.issue(wanted.principal(), wanted.life()), requestId);
  }
}
