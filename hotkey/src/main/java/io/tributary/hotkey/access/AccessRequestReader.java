package io.tributary.hotkey.access;

import io.tributary.hotkey.identity.InvalidAddressException;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the canonical bytes of an {@link AccessRequest}. */
final class AccessRequestReader {

  private AccessRequestReader() {}

  static AccessRequest read(byte[] bytes) throws AccessException {
    if (bytes.length > AccessRequest.MOST_BYTES) {
      throw new AccessException(
          AccessReason.REQUEST_TOO_LARGE,
          "a request has at most " + AccessRequest.MOST_BYTES + " bytes");
    }
    try {
      WireReader reader = new WireReader(bytes);
      int version = reader.integer();
      if (version != AccessRequest.VERSION) {
        throw new AccessException(
            AccessReason.UNSUPPORTED_VERSION,
            "version " + version + "; this service speaks " + AccessRequest.VERSION);
      }
      return fields(reader);
    } catch (MalformedBytesException | IllegalArgumentException e) {
      throw new AccessException(AccessReason.MALFORMED, e.getMessage(), e);
    }
  }

  private static AccessRequest fields(WireReader reader)
      throws AccessException, MalformedBytesException {
    String audience = reader.text(Field.MOST_AUDIENCE_BYTES);
    int netuid = reader.integer();
    String route = reader.text(AccessRequest.MOST_ROUTE_BYTES);
    AccessPurpose purpose = AccessPurpose.read(reader);
    String hotkey = reader.text(AccessRequest.MOST_PREFIX_BYTES);
    Octets requesterKey = reader.octets(Field.KEY_BYTES);
    Optional<Octets> sink =
        reader.choice(2) == 0 ? Optional.empty() : Optional.of(reader.octets(Field.KEY_BYTES));
    String miner = reader.text(AccessRequest.MOST_PREFIX_BYTES);
    Set<SourceId> sources = SourceSet.fromCodes(reader.numbers(SourceSet.MOST));
    List<String> prefixes = reader.texts(SourceSet.MOST, AccessRequest.MOST_PREFIX_BYTES);
    List<RequestedFile> files =
        reader.array(AccessRequest.MOST_FILES, () -> RequestedFile.read(reader));
    Octets nonce = reader.octets(Field.ID_BYTES);
    Instant issuedAt = Field.instant(reader);
    Instant expiry = Field.instant(reader);
    reader.end();
    Hotkey asks = address(hotkey);
    return new AccessRequest(
        audience,
        netuid,
        route,
        purpose,
        asks,
        requesterKey,
        sink,
        miner.equals(hotkey) ? asks : address(miner),
        sources,
        prefixes,
        files,
        nonce,
        issuedAt,
        expiry);
  }

  private static Hotkey address(String text) throws AccessException {
    try {
      return Ss58.parse(text);
    } catch (InvalidAddressException e) {
      throw new AccessException(AccessReason.ADDRESS_INVALID, e.getMessage(), e);
    }
  }
}
