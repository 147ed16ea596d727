package io.tributary.hotkey.access;

import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.WireWriter;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A request of version 2 for temporary credentials, as claimed: nothing of it is verified.
 *
 * <p>Its canonical bytes are the Avro binary of {@code AccessRequestBody}. The factory methods fill
 * in the prefixes and the route; a decoded request holds what it claims. Immutable.
 *
 * @param audience the deployment it is for
 * @param netuid the subnet it is for
 * @param route method and path that it is for
 * @param purpose what the credentials are for
 * @param hotkey who asks, or for whom a session key asks
 * @param requesterKey the 32-byte public key that signs
 * @param sink the 32-byte public key of the sink that countersigns
 * @param miner whose prefix it is
 * @param sources of which sources
 * @param prefixes exactly what is asked for
 * @param files for the inbox exactly what is asked for; otherwise none
 * @param nonce 16 random bytes, used once
 * @param issuedAt in whole milliseconds
 * @param expiry refused from here on, in whole milliseconds
 */
public record AccessRequest(
    String audience,
    int netuid,
    String route,
    AccessPurpose purpose,
    Hotkey hotkey,
    Octets requesterKey,
    Optional<Octets> sink,
    Hotkey miner,
    Set<SourceId> sources,
    List<String> prefixes,
    List<RequestedFile> files,
    Octets nonce,
    Instant issuedAt,
    Instant expiry) {

  /** The version of the canonical bytes. */
  public static final int VERSION = 2;

  /** The only route of this version. */
  public static final String ROUTE = "POST /v2/access";

  /** The canonical bytes are never longer. */
  public static final int MOST_BYTES = 4096;

  /** As many files as one request may name. */
  public static final int MOST_FILES = 10;

  static final int MOST_ROUTE_BYTES = 64;
  static final int MOST_PREFIX_BYTES = 128;
  static final int MOST_PATH_BYTES = 256;

  /**
   * @throws IllegalArgumentException if a length or a name is wrong
   */
  public AccessRequest {
    Field.audience(audience);
    Field.netuid(netuid);
    Objects.requireNonNull(route, "route");
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(hotkey, "hotkey");
    Objects.requireNonNull(miner, "miner");
    if (requesterKey.size() != Field.KEY_BYTES
        || sink.stream().anyMatch(key -> key.size() != Field.KEY_BYTES)
        || nonce.size() != Field.ID_BYTES) {
      throw new IllegalArgumentException("keys have 32 bytes, a nonce 16");
    }
    sources = SourceSet.copyOf(sources);
    prefixes = List.copyOf(prefixes);
    files = List.copyOf(files);
    if (files.size() > MOST_FILES) {
      throw new IllegalArgumentException("a request names at most " + MOST_FILES + " files");
    }
    issuedAt = issuedAt.truncatedTo(ChronoUnit.MILLIS);
    expiry = expiry.truncatedTo(ChronoUnit.MILLIS);
  }

  /** A request to write a miner's own files, to be countersigned by a sink. */
  public static AccessRequest upload(
      String audience,
      int netuid,
      Hotkey hotkey,
      Octets requesterKey,
      Octets sink,
      Set<SourceId> sources,
      Octets nonce,
      Instant issuedAt,
      Duration life) {
    return new AccessRequest(
        audience,
        netuid,
        ROUTE,
        AccessPurpose.UPLOAD,
        hotkey,
        requesterKey,
        Optional.of(sink),
        hotkey,
        sources,
        prefixes(sources, hotkey),
        List.of(),
        nonce,
        issuedAt,
        issuedAt.plus(life));
  }

  /** A request to read a miner's files. */
  public static AccessRequest read(
      String audience,
      int netuid,
      Hotkey hotkey,
      Octets requesterKey,
      Hotkey miner,
      Set<SourceId> sources,
      Octets nonce,
      Instant issuedAt,
      Duration life) {
    return new AccessRequest(
        audience,
        netuid,
        ROUTE,
        AccessPurpose.READ,
        hotkey,
        requesterKey,
        Optional.empty(),
        miner,
        sources,
        prefixes(sources, miner),
        List.of(),
        nonce,
        issuedAt,
        issuedAt.plus(life));
  }

  /**
   * A request to write files of one's own into the inbox.
   *
   * @param sources those of the files
   * @param files at most {@link #MOST_FILES}, each {@code inbox/data/<source>/<hotkey>/<file>}
   */
  public static AccessRequest inbox(
      String audience,
      int netuid,
      Hotkey hotkey,
      Octets requesterKey,
      Set<SourceId> sources,
      List<RequestedFile> files,
      Octets nonce,
      Instant issuedAt,
      Duration life) {
    return new AccessRequest(
        audience,
        netuid,
        ROUTE,
        AccessPurpose.INBOX,
        hotkey,
        requesterKey,
        Optional.empty(),
        hotkey,
        sources,
        List.of(),
        files,
        nonce,
        issuedAt,
        issuedAt.plus(life));
  }

  /** {@code data/<source>/<miner>/} for each source, by ascending number. */
  public static List<String> prefixes(Set<SourceId> sources, Hotkey miner) {
    return SourceSet.codes(sources).stream()
        .map(code -> ObjectKey.prefix(SourceId.fromCode(code).orElseThrow(), miner))
        .toList();
  }

  /** The canonical bytes. */
  public byte[] encode() {
    WireWriter writer =
        new WireWriter()
            .number(VERSION)
            .text(audience)
            .number(netuid)
            .text(route)
            .number(purpose.position())
            .text(hotkey.address())
            .bytes(requesterKey)
            .number(sink.isPresent() ? 1 : 0);
    sink.ifPresent(writer::bytes);
    writer.text(miner.address()).numbers(SourceSet.codes(sources)).texts(prefixes);
    return writer
        .array(files, file -> file.write(writer))
        .bytes(nonce)
        .number(issuedAt.toEpochMilli())
        .number(expiry.toEpochMilli())
        .toBytes();
  }

  /**
   * Reads canonical bytes, strictly. Says nothing of signatures, times or scope.
   *
   * @throws AccessException if they are not exactly one request of this version
   */
  public static AccessRequest decode(byte[] bytes) throws AccessException {
    return AccessRequestReader.read(bytes);
  }
}
