package io.tributary.auth.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.auth.RevocationIntake;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.RevocationFile;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.StrictJson;
import java.util.List;

/**
 * {@code POST /v2/revocations}: the line of a {@link RevocationFile}, answered by {@code
 * {"digest":hex,"requestId":text}} once it is kept durably. Repeating it gives the same answer.
 */
final class RevocationEndpoint implements Endpoint<RevocationEndpoint.Request> {

  private static final String PURPOSE = "REVOKE";

  private final RevocationIntake intake;

  record Request(SignedRevocation signed, Revocation body) {}

  RevocationEndpoint(RevocationIntake intake) {
    this.intake = intake;
  }

  @Override
  public String name() {
    return "v2/revocations";
  }

  @Override
  public Request read(byte[] body) throws AccessException {
    if (body.length > RevocationFile.MOST_BYTES) {
      throw new AccessException(
          AccessReason.REQUEST_TOO_LARGE,
          "a revocation has at most " + RevocationFile.MOST_BYTES + " bytes of JSON");
    }
    try {
      SignedRevocation signed = RevocationFile.fromLine(body);
      return new Request(signed, Revocation.decode(signed.body().bytes()));
    } catch (MalformedBytesException e) {
      throw new AccessException(AccessReason.MALFORMED, e.getMessage(), e);
    }
  }

  /** Only the hotkey signs revocations; what is revoked stands for the scope. */
  @Override
  public Claim claim(Request request) {
    Revocation body = request.body();
    return new Claim(
        PURPOSE, body.hotkey(), "-", List.of(body.sessionKey().map(Octets::hex).orElse("all")));
  }

  @Override
  public ObjectNode grant(Request request, String requestId) throws AccessException {
    intake.take(request.signed(), request.body());
    return StrictJson.newObject()
        .put("digest", request.signed().digest().hex())
        .put("requestId", requestId);
  }

  /** The store of revocations keeps it; repetitions, which cost no quota, must not fill a disk. */
  @Override
  public boolean isEvidenceKept() {
    return false;
  }
}
