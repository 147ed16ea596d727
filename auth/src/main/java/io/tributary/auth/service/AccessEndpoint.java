package io.tributary.auth.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.auth.CredentialIssuer;
import io.tributary.auth.Issued;
import io.tributary.hotkey.access.AccessAnswer;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessPurpose;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.SignedAccessRequest;

/** {@code POST /v2/access}. */
final class AccessEndpoint implements Endpoint<AccessEndpoint.Request> {

  private final CredentialIssuer issuer;

  record Request(SignedAccessRequest signed, AccessRequest body) {}

  AccessEndpoint(CredentialIssuer issuer) {
    this.issuer = issuer;
  }

  @Override
  public String name() {
    return "v2/access";
  }

  @Override
  public Request read(byte[] body) throws AccessException {
    SignedAccessRequest signed = SignedAccessRequest.fromJson(body);
    return new Request(signed, AccessRequest.decode(signed.body().bytes()));
  }

  /** What the sources and the miner amount to; the claimed text of a path could hold anything. */
  @Override
  public Claim claim(Request request) {
    AccessRequest body = request.body();
    return new Claim(
        body.purpose().name(),
        body.hotkey(),
        body.requesterKey().hex(),
        AccessRequest.prefixes(body.sources(), body.miner()).stream()
            .map(prefix -> body.purpose() == AccessPurpose.INBOX ? "inbox/" + prefix : prefix)
            .toList());
  }

  @Override
  public ObjectNode grant(Request request, String requestId) throws AccessException {
    Issued issued = issuer.issue(request.signed(), request.body(), requestId);
    return AccessAnswer.issued(issued.credentials(), requestId);
  }
}
