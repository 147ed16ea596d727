package io.tributary.hotkey.access;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.hotkey.wire.WireWriter;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;

/**
 * A hotkey's statement: this session key may act for me, for one purpose, on these sources of mine,
 * for this long. Its canonical bytes are the Avro binary of {@code SessionGrantBody}. Immutable.
 *
 * @param audience the deployment it is for
 * @param netuid the subnet it is for
 * @param id 16 random bytes
 * @param hotkey the one who grants
 * @param sessionKey the 32-byte public key that is empowered
 * @param purpose what it may do
 * @param sources on which sources
 * @param notBefore from when, inclusive, in whole milliseconds
 * @param notAfter until when, exclusive, in whole milliseconds
 */
public record SessionGrant(
    String audience,
    int netuid,
    Octets id,
    Hotkey hotkey,
    Octets sessionKey,
    Purpose purpose,
    Set<SourceId> sources,
    Instant notBefore,
    Instant notAfter) {

  /** The version of the canonical bytes. */
  public static final int VERSION = 1;

  static final int MOST_BYTES = 512;

  /**
   * @throws IllegalArgumentException if a length, a name or the order of the times is wrong
   */
  public SessionGrant {
    Field.audience(audience);
    Field.netuid(netuid);
    Objects.requireNonNull(hotkey, "hotkey");
    Objects.requireNonNull(purpose, "purpose");
    if (id.size() != Field.ID_BYTES || sessionKey.size() != Field.KEY_BYTES) {
      throw new IllegalArgumentException("a grant's id has 16 bytes, a session key 32");
    }
    sources = SourceSet.copyOf(sources);
    notBefore = notBefore.truncatedTo(ChronoUnit.MILLIS);
    notAfter = notAfter.truncatedTo(ChronoUnit.MILLIS);
    if (!notBefore.isBefore(notAfter)) {
      throw new IllegalArgumentException("a grant must end after it begins");
    }
  }

  /** Whether it covers all of these sources. */
  public boolean covers(Collection<SourceId> wanted) {
    return sources.containsAll(wanted);
  }

  /** The canonical bytes. */
  public byte[] encode() {
    return new WireWriter()
        .number(VERSION)
        .text(audience)
        .number(netuid)
        .bytes(id)
        .text(hotkey.address())
        .bytes(sessionKey)
        .number(purpose.position())
        .numbers(SourceSet.codes(sources))
        .number(notBefore.toEpochMilli())
        .number(notAfter.toEpochMilli())
        .toBytes();
  }

  /**
   * Reads canonical bytes, strictly. Says nothing of a signature.
   *
   * @throws MalformedBytesException if they are not exactly one grant of this version
   */
  public static SessionGrant decode(byte[] bytes) throws MalformedBytesException {
    WireReader reader = new WireReader(bytes);
    int version = reader.integer();
    if (version != VERSION) {
      throw new MalformedBytesException("a grant of version " + version + ", not " + VERSION);
    }
    String audience = reader.text(Field.MOST_AUDIENCE_BYTES);
    int netuid = reader.integer();
    Octets id = reader.octets(Field.ID_BYTES);
    Hotkey hotkey = Field.hotkey(reader);
    Octets sessionKey = reader.octets(Field.KEY_BYTES);
    Purpose purpose = Purpose.read(reader);
    Set<SourceId> sources = SourceSet.fromCodes(reader.numbers(SourceSet.MOST));
    Instant notBefore = Field.instant(reader);
    Instant notAfter = Field.instant(reader);
    reader.end();
    try {
      return new SessionGrant(
          audience, netuid, id, hotkey, sessionKey, purpose, sources, notBefore, notAfter);
    } catch (IllegalArgumentException e) {
      MalformedBytesException refused = new MalformedBytesException(e.getMessage());
      refused.initCause(e);
      throw refused;
    }
  }
}
