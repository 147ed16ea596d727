package io.tributary.hotkey.access;

/**
 * Why access was refused: the stable codes of the auth service, in the order of its checks.
 *
 * <p>{@code docs/reasons-access.md} lists them. A code never changes its meaning.
 */
public enum AccessReason {
  NO_SUCH_ROUTE(404, "No such route"),
  METHOD_NOT_ALLOWED(405, "The route wants another method"),
  VERSION_OFF(410, "This version of requests is switched off here"),
  REQUEST_TIMEOUT(408, "The request did not arrive in time"),
  REQUEST_TOO_LARGE(413, "The request is longer than the service reads"),
  MALFORMED(400, "The request does not have the form of its version"),
  UNKNOWN_ACTION(400, "An action that does not exist, or one that does not fit the route"),
  ADDRESS_INVALID(400, "A text that should be an SS58 address with prefix 42 is none"),
  UNSUPPORTED_VERSION(400, "A version that this service does not speak"),
  WRONG_AUDIENCE(400, "Signed for another deployment"),
  WRONG_NETUID(400, "Signed for another subnet"),
  WRONG_ROUTE(400, "Signed for another route"),
  WINDOW_TOO_LONG(400, "The expiry does not follow the time of issue closely enough"),
  ISSUED_IN_FUTURE(400, "Issued later than this service's clock allows"),
  REQUEST_EXPIRED(400, "Request expired"),
  ISSUED_TOO_LONG_AGO(400, "Issued earlier than this service's clock allows"),
  PATH_MALFORMED(400, "A path that does not follow the grammar of the lake"),
  PATH_FOREIGN(403, "A path of somebody else"),
  SCOPE_TOO_LARGE(400, "More paths than one session can be limited to"),
  SINK_SIGNATURE_REQUIRED(403, "Only the pipeline writes into data/: a sink must countersign"),
  SINK_UNKNOWN(403, "The sink's key is not listed by this deployment"),
  SIGNATURE_INVALID(401, "Invalid signature"),
  GRANT_REQUIRED(401, "Signed by another key than the hotkey, and without a grant"),
  GRANT_UNEXPECTED(400, "Signed by the hotkey itself, and yet with a grant"),
  GRANT_INVALID(401, "The grant does not empower this key here and now"),
  GRANT_WRONG_PURPOSE(401, "The grant is for the other purpose"),
  GRANT_NOT_YET_VALID(401, "The grant is not valid yet"),
  GRANT_EXPIRED(401, "The grant has ended"),
  GRANT_SCOPE(403, "The grant does not cover what is asked for"),
  SINK_SIGNATURE_INVALID(401, "The sink did not sign this request"),
  NOT_REGISTERED(403, "The hotkey is not registered on the subnet"),
  MINER_NOT_REGISTERED(403, "The miner to be read is not registered on the subnet"),
  NOT_A_VALIDATOR(403, "Only validators with a permit read other miners"),
  STAKE_TOO_LOW(403, "The validator's stake is below the floor"),
  REGISTRY_UNAVAILABLE(503, "Registrations cannot be read now"),
  GRANT_REVOKED(401, "The hotkey has revoked the grant"),
  REVOCATIONS_UNAVAILABLE(503, "Revocations cannot be read or written now"),
  ISSUED_BEFORE_START(409, "Issued before this service started; sign a new request"),
  REPLAYED(409, "This request was used before"),
  REPLAY_STORE_UNAVAILABLE(503, "No further request can be remembered now"),
  QUOTA_EXCEEDED(429, "Too many requests for this hotkey"),
  DAY_QUOTA_EXCEEDED(429, "The hotkey's requests, files or bytes of this day are used up"),
  QUOTA_UNAVAILABLE(503, "Allowances cannot be counted now"),
  STS_THROTTLED(503, "The token service asks for patience"),
  STS_UNAVAILABLE(503, "The token service gave no credentials"),
  INTERNAL(500, "The service failed; its log names this request");

  private final int httpStatus;
  private final String text;

  AccessReason(int httpStatus, String text) {
    this.httpStatus = httpStatus;
    this.text = text;
  }

  /** The HTTP status of an answer with this reason. */
  public int httpStatus() {
    return httpStatus;
  }

  /** One sentence for people, the same for every request. */
  public String text() {
    return text;
  }

  /** Whether a newly signed request may succeed soon with nothing else changed. */
  public boolean isTransient() {
    return this == QUOTA_EXCEEDED
        || this == REQUEST_TIMEOUT
        || this == ISSUED_BEFORE_START
        || httpStatus >= 500;
  }
}
