package io.tributary.schemas;

/**
 * Why a record or a batch was refused: the one vocabulary of stable codes, listed in {@code
 * docs/reasons.md}. Names are published on {@code rejected-records}; they are added to, never
 * renamed.
 */
public enum Reason {
  EMPTY(Scope.RECORD, "The address is not text, or blank."),
  TOO_LONG(Scope.RECORD, "The address has more than 2,048 characters."),
  MALFORMED(Scope.RECORD, "The address holds what no address may, or is not built like one."),
  SCHEME(Scope.RECORD, "The address does not start with http: or https:."),
  USERINFO(Scope.RECORD, "The address names a user before its host."),
  HOST(Scope.RECORD, "The host is none of X's or Reddit's."),
  PORT(Scope.RECORD, "The port is not the scheme's own."),
  BAD_ID(Scope.RECORD, "The id in the address cannot be an id of its platform."),
  SHARE_LINK(Scope.RECORD, "An opaque share link; resolve it before sending."),
  NOT_CONTENT(Scope.RECORD, "The address leads to no post or comment."),
  ID_MISMATCH(Scope.RECORD, "The address, the content's id and the source do not name one item."),

  CONTENT_TOO_LARGE(Scope.RECORD, "The content has more bytes than allowed."),
  SIZE_MISMATCH(Scope.RECORD, "The claimed size is not the content's length in bytes."),
  BAD_JSON(Scope.RECORD, "The content is not one JSON object in valid UTF-8."),
  UNKNOWN_FIELD(Scope.RECORD, "The content has a field that its platform's model has not."),
  DUPLICATE_FIELD(Scope.RECORD, "The content has a field twice."),
  MISSING_FIELD(Scope.RECORD, "A required field is missing, null or blank."),
  BAD_FIELD_TYPE(Scope.RECORD, "A field's value has the wrong JSON type."),
  BAD_FIELD_VALUE(Scope.RECORD, "A field's value is outside what the field may hold."),
  BAD_SOURCE(Scope.RECORD, "The source is neither X nor Reddit."),
  BAD_DATETIME(Scope.RECORD, "A time is not ISO 8601."),
  NAIVE_DATETIME(Scope.RECORD, "A time has no offset from UTC."),
  LABEL_TOO_LONG(Scope.RECORD, "The lower-cased label has more than 140 characters."),
  SNOWFLAKE_MISMATCH(Scope.RECORD, "The time inside the X id is not the record's."),
  TOO_OLD(Scope.RECORD, "Older than the horizon when its batch was appended."),
  IN_FUTURE(Scope.RECORD, "Created after its batch was appended."),
  TOO_LATE(Scope.RECORD, "Reached later after its append than the longest lag allowed."),
  EMPTY_CONTENT(Scope.RECORD, "Neither body nor title has text."),
  NSFW_MEDIA(Scope.RECORD, "Marked not safe for work and has media."),
  TIME_MISMATCH(Scope.RECORD, "The content's times contradict each other or the record's."),

  BATCH_TOO_LARGE(Scope.BATCH, "The message, or what it unpacks to, is over a size limit."),
  BATCH_MALFORMED(Scope.BATCH, "The message is not a signed batch."),
  BATCH_VERSION(Scope.BATCH, "The batch has a version that this release does not know."),
  BATCH_AUDIENCE(Scope.BATCH, "The batch is for another deployment or subnet."),
  BATCH_KEY_MISMATCH(Scope.BATCH, "The message's key is not the batch's hotkey."),
  BATCH_SIGNATURE(Scope.BATCH, "The signature does not fit the batch."),
  NOT_REGISTERED(Scope.BATCH, "The hotkey is not registered on the subnet."),
  BATCH_GRANT(
      Scope.BATCH, "The session key's grant is missing, does not cover this, or is revoked."),
  BATCH_STALE(Scope.BATCH, "Created too long before or after it was appended."),
  BATCH_REPLAYED(Scope.BATCH, "The same batch came before; its records were counted then."),
  BATCH_OUT_OF_WINDOW(Scope.BATCH, "The counter is behind the window of its stream."),
  BATCH_EQUIVOCATION(Scope.BATCH, "The counter came before with other bytes."),
  BATCH_TOO_MANY_STREAMS(Scope.BATCH, "The signing key uses more streams than allowed."),
  BATCH_BOMB(Scope.BATCH, "The records unpack to more bytes than allowed or claimed."),
  BATCH_RECORDS(Scope.BATCH, "The records cannot be decoded, or are too many or too few."),
  QUOTA_EXCEEDED(Scope.BATCH, "The miner's quota, of a day or in all, leaves no room for it."),
  MINER_BLOCKED(Scope.BATCH, "The miner's files cannot be written now and its buffer is full.");

  /** What a reason refuses. */
  public enum Scope {
    /** One record of an admitted batch. */
    RECORD,
    /** A whole batch. */
    BATCH
  }

  private final Scope scope;
  private final String description;

  Reason(Scope scope, String description) {
    this.scope = scope;
    this.description = description;
  }

  /** Whether this refuses one record or a whole batch. */
  public Scope scope() {
    return scope;
  }

  /** One sentence for people. */
  public String description() {
    return description;
  }
}
