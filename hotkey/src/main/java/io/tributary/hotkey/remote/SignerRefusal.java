package io.tributary.hotkey.remote;

/** Why a signer does not sign. The names are stable and part of the interface. */
public enum SignerRefusal {
  /** Not the JSON of a request. */
  MALFORMED(400, "the request is not {\"domain\":tag,\"canonical\":base64}"),
  /** No token, or another. */
  TOKEN(401, "the token is missing or wrong"),
  /** A kind of structure that this signer was not told to sign. */
  DOMAIN(403, "this signer does not sign structures of this domain"),
  /** Asked from a web page. */
  ORIGIN(403, "web pages may not use this signer"),
  /** Another path. */
  NO_SUCH_ROUTE(404, "the routes are GET /key and POST /sign"),
  /** Another method. */
  METHOD(405, "the routes are GET /key and POST /sign"),
  /** Larger than any structure. */
  TOO_LARGE(413, "the structure is too large"),
  /** Another type than JSON. */
  CONTENT_TYPE(415, "the content type must be application/json"),
  /** The key cannot be used any more. */
  FAILED(500, "the signature could not be made");

  private final int status;
  private final String text;

  SignerRefusal(int status, String text) {
    this.status = status;
    this.text = text;
  }

  int status() {
    return status;
  }

  String text() {
    return text;
  }
}
