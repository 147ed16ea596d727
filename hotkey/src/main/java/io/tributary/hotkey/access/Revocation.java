package io.tributary.hotkey.access;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.hotkey.wire.WireWriter;
import io.tributary.schemas.Hotkey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * A hotkey's statement that grants of its own count no longer. It takes effect when it becomes
 * known, never before, and is never taken back: a key that is needed again gets a key of its own.
 * Its canonical bytes are the Avro binary of {@code RevocationBody}. Immutable.
 *
 * @param audience the deployment it is for
 * @param netuid the subnet it is for
 * @param hotkey whose grants
 * @param sessionKey the 32-byte public key all of whose grants end, those still to come included;
 *     empty for every grant that begins at or before the time of issue
 * @param issuedAt in whole milliseconds
 */
public record Revocation(
    String audience, int netuid, Hotkey hotkey, Optional<Octets> sessionKey, Instant issuedAt) {

  /** The version of the canonical bytes. */
  public static final int VERSION = 1;

  static final int MOST_BYTES = 256;

  /**
   * @throws IllegalArgumentException if a length or a name is wrong
   */
  public Revocation {
    Field.audience(audience);
    Field.netuid(netuid);
    Objects.requireNonNull(hotkey, "hotkey");
    if (sessionKey.stream().anyMatch(key -> key.size() != Field.KEY_BYTES)) {
      throw new IllegalArgumentException("a session key has 32 bytes");
    }
    issuedAt = issuedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Whether it ends this grant. */
  public boolean covers(SessionGrant grant) {
    return grant.hotkey().equals(hotkey)
        && grant.audience().equals(audience)
        && grant.netuid() == netuid
        && sessionKey
            .map(grant.sessionKey()::equals)
            .orElseGet(() -> !grant.notBefore().isAfter(issuedAt));
  }

  /** Whether it ends every grant that the other one ends, those still to come included. */
  public boolean includes(Revocation other) {
    return other.hotkey.equals(hotkey)
        && other.audience.equals(audience)
        && other.netuid == netuid
        && other.sessionKey.equals(sessionKey)
        // A session key's grants end whenever it was said; all grants, up to a time.
        && (sessionKey.isPresent() || !other.issuedAt.isAfter(issuedAt));
  }

  /** The canonical bytes. */
  public byte[] encode() {
    WireWriter writer =
        new WireWriter()
            .number(VERSION)
            .text(audience)
            .number(netuid)
            .text(hotkey.address())
            .number(sessionKey.isPresent() ? 1 : 0);
    sessionKey.ifPresent(writer::bytes);
    return writer.number(issuedAt.toEpochMilli()).toBytes();
  }

  /**
   * Reads canonical bytes, strictly. Says nothing of a signature.
   *
   * @throws MalformedBytesException if they are not exactly one revocation of this version
   */
  public static Revocation decode(byte[] bytes) throws MalformedBytesException {
    WireReader reader = new WireReader(bytes);
    int version = reader.integer();
    if (version != VERSION) {
      throw new MalformedBytesException("a revocation of version " + version + ", not " + VERSION);
    }
    String audience = reader.text(Field.MOST_AUDIENCE_BYTES);
    int netuid = reader.integer();
    Hotkey hotkey = Field.hotkey(reader);
    Optional<Octets> sessionKey =
        reader.choice(2) == 0 ? Optional.empty() : Optional.of(reader.octets(Field.KEY_BYTES));
    Instant issuedAt = Field.instant(reader);
    reader.end();
    try {
      return new Revocation(audience, netuid, hotkey, sessionKey, issuedAt);
    } catch (IllegalArgumentException e) {
      MalformedBytesException refused = new MalformedBytesException(e.getMessage());
      refused.initCause(e);
      throw refused;
    }
  }
}
