package io.tributary.lake.epoch;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.hotkey.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What pins the object of a frozen file: the version id that the store gave it, or its ETag where
 * the bucket keeps no versions, or nothing if the listing showed no object. Immutable.
 *
 * @param kind what the text is
 * @param text as the store gave it; empty for {@link Kind#NONE} only
 */
public record ObjectVersion(Kind kind, String text) {

  /** What pins an object. */
  public enum Kind {
    /** The listing showed no object. */
    NONE(0),
    /** A version id. */
    VERSION_ID(1),
    /** An ETag, without quotes. */
    ETAG(2);

    /** Position of the symbol in the Avro enum. */
    private final int position;

    Kind(int position) {
      this.position = position;
    }
  }

  /** No object was there. */
  public static final ObjectVersion NONE = new ObjectVersion(Kind.NONE, "");

  private static final int MOST_BYTES = 1024;

  /**
   * @throws IllegalArgumentException if the text does not fit the kind or is longer than 1,024
   *     bytes
   */
  public ObjectVersion {
    Objects.requireNonNull(kind, "kind");
    if (text.isEmpty() != (kind == Kind.NONE)) {
      throw new IllegalArgumentException("an object's version of kind " + kind + ": " + text);
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "an object's version of more than " + MOST_BYTES + " bytes");
    }
  }

  /** Writes kind and text. */
  public void writeTo(WireWriter writer) {
    writer.number(kind.position).text(text);
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws MalformedBytesException if it is not that
   */
  public static ObjectVersion readFrom(WireReader reader) throws MalformedBytesException {
    Kind[] kinds = Kind.values();
    Kind kind = kinds[reader.choice(kinds.length)];
    String text = reader.text(MOST_BYTES);
    try {
      return new ObjectVersion(kind, text);
    } catch (IllegalArgumentException e) {
      throw Fields.malformed(e);
    }
  }

  /** The version with this id. */
  public static ObjectVersion versionId(String id) {
    return new ObjectVersion(Kind.VERSION_ID, id);
  }

  /** The object with this ETag, which is given without quotes. */
  public static ObjectVersion etag(String etag) {
    return new ObjectVersion(Kind.ETAG, etag);
  }
}
