package io.tributary.hotkey.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.StrictJson;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * A request's canonical bytes with its signatures, none of them verified, and its form on the wire:
 * {@code {"request":base64,"signature":hex,"grant":base64|null,"sinkSignature":hex|null}}.
 * Immutable.
 *
 * @param body the canonical bytes of an {@link AccessRequest}
 * @param signature 64 bytes, of the requester's key over the body
 * @param grant what empowers the requester's key if it is not the hotkey itself
 * @param sinkSignature 64 bytes, of the sink's key over the same body
 */
public record SignedAccessRequest(
    Octets body, Octets signature, Optional<SignedGrant> grant, Optional<Octets> sinkSignature) {

  private static final Set<String> FIELDS =
      Set.of("request", "signature", "grant", "sinkSignature");

  /** Signs a request, and has it countersigned if a sink is given. */
  public static SignedAccessRequest sign(
      AccessRequest request, Signer requester, Optional<SignedGrant> grant, Optional<Signer> sink) {
    byte[] body = request.encode();
    return new SignedAccessRequest(
        Octets.of(body),
        Octets.of(requester.sign(SigningDomain.ACCESS, body)),
        grant,
        sink.map(signer -> Octets.of(signer.sign(SigningDomain.ACCESS, body))));
  }

  /** The form on the wire, UTF-8. */
  public byte[] toJson() {
    ObjectNode json = StrictJson.newObject();
    json.put("request", base64(body.bytes()));
    json.put("signature", signature.hex());
    json.put("grant", grant.map(value -> base64(value.encode())).orElse(null));
    json.put("sinkSignature", sinkSignature.map(Octets::hex).orElse(null));
    return StrictJson.toBytes(json);
  }

  /**
   * Reads the form on the wire, strictly. Verifies nothing.
   *
   * @throws AccessException if it is not exactly that
   */
  public static SignedAccessRequest fromJson(byte[] utf8) throws AccessException {
    try {
      ObjectNode json = StrictJson.object(utf8, FIELDS);
      byte[] body = StrictJson.base64(json, "request");
      if (body.length > AccessRequest.MOST_BYTES) {
        throw new AccessException(
            AccessReason.REQUEST_TOO_LARGE,
            "a request has at most " + AccessRequest.MOST_BYTES + " bytes");
      }
      Octets signature = StrictJson.hex(json, "signature", Field.SIGNATURE_BYTES);
      Optional<SignedGrant> grant =
          StrictJson.isAbsent(json, "grant")
              ? Optional.empty()
              : Optional.of(SignedGrant.decode(StrictJson.base64(json, "grant")));
      Optional<Octets> sinkSignature =
          StrictJson.isAbsent(json, "sinkSignature")
              ? Optional.empty()
              : Optional.of(StrictJson.hex(json, "sinkSignature", Field.SIGNATURE_BYTES));
      return new SignedAccessRequest(Octets.of(body), signature, grant, sinkSignature);
    } catch (MalformedBytesException e) {
      throw new AccessException(AccessReason.MALFORMED, e.getMessage(), e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "SignedAccessRequest[" + body.sha256().hex() + "]";
  }
}
