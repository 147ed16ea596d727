package io.tributary.hotkey.batch;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.tributary.hotkey.access.GrantException;
import io.tributary.hotkey.access.GrantRevocations;
import io.tributary.hotkey.access.GrantVerifier;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.SessionGrant;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.identity.InvalidAddressException;
import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.identity.SignatureVerifier;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.registry.HotkeyRegistry;
import io.tributary.hotkey.registry.RegistryUnavailableException;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.Reason;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.avro.MinerRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads batches from foreign bytes in two stages: {@link #verify} proves the sender, {@link
 * #records} unpacks. Between them stands the {@link ReplayWindow}. Any bytes give a batch or a
 * reason; memory stays within the limits. Thread-safe if the registry is, which is this reader's to
 * close.
 *
 * <p>Order of checks: size, form, version, audience, key, clock, limits; signature; registration;
 * grant.
 */
public final class BatchReader implements AutoCloseable {

  /** How far creation and append may be apart, either way. */
  public static final Duration MAX_AGE = Duration.ofDays(1);

  private static final Set<SourceId> ALL_SOURCES = Set.of(SourceId.values());

  private final String audience;
  private final int netuid;
  private final HotkeyRegistry registry;
  private final BatchLimits limits;

  /** Reads batches for this deployment and subnet. */
  public BatchReader(String audience, int netuid, HotkeyRegistry registry, BatchLimits limits) {
    this.audience = audience;
    this.netuid = netuid;
    this.registry = registry;
    this.limits = limits;
  }

  /**
   * Proves who sent a message, knowing of no revocation.
   *
   * @throws BatchRefusedException if it is refused, with the reason
   * @throws RegistryUnavailableException if registration cannot be told now
   */
  public VerifiedBatch verify(byte[] kafkaKey, byte[] message, Instant appendTime)
      throws BatchRefusedException, RegistryUnavailableException {
    return verify(kafkaKey, message, appendTime, GrantRevocations.NONE);
  }

  /**
   * Proves who sent a message.
   *
   * @param kafkaKey the message's key as received, or null
   * @param message the message's value as received, or null
   * @param appendTime when the broker appended it
   * @param revocations a batch that was appended when its grant was revoked is refused
   * @throws BatchRefusedException if it is refused, with the reason
   * @throws RegistryUnavailableException if registration cannot be told now: the batch is neither
   *     good nor bad, try again
   */
  public VerifiedBatch verify(
      byte[] kafkaKey, byte[] message, Instant appendTime, GrantRevocations revocations)
      throws BatchRefusedException, RegistryUnavailableException {
    if (message == null) {
      throw new BatchRefusedException(Reason.BATCH_MALFORMED, "the message has no value");
    }
    if (message.length > limits.maxMessageBytes()) {
      throw tooLarge("message", message.length, limits.maxMessageBytes());
    }
    try {
      byte[][] parts = BatchCodec.split(message);
      byte[] body = parts[0];
      ParsedBody parsed = BatchCodec.parse(body);
      requireOurs(parsed, kafkaKey, appendTime);
      // First the check that refuses: the constructor throws on what is no address.
      byte[] hotkeyBytes = publicKey(parsed.hotkey());
      Hotkey hotkey = new Hotkey(parsed.hotkey());
      byte[] signingKey = parsed.signingKey() == null ? hotkeyBytes : parsed.signingKey();
      requireSignature(signingKey, body, parts[1]);
      if (registry.find(hotkey).isEmpty()) {
        throw new BatchRefusedException(
            Reason.NOT_REGISTERED, hotkey + " is not registered on subnet " + netuid);
      }
      Set<SourceId> sources =
          parsed.grant() == null
              ? ALL_SOURCES
              : grantedSources(parsed, hotkey, appendTime, revocations);
      return new VerifiedBatch(
          hotkey,
          signingKey,
          StreamId.of(parsed.stream()),
          parsed.counter(),
          Instant.ofEpochMilli(parsed.createdAtMillis()),
          sources,
          Sha256.of(body),
          parsed.recordCount(),
          parsed.uncompressedSizeBytes(),
          Arrays.copyOfRange(
              body, parsed.recordsOffset(), parsed.recordsOffset() + parsed.recordsLength()));
    } catch (MalformedBytesException e) {
      throw new BatchRefusedException(Reason.BATCH_MALFORMED, e.getMessage());
    }
  }

  /**
   * Unpacks the records of a verified batch. Allocates what the batch claims, at most the limit.
   *
   * @throws BatchRefusedException if they are not exactly what the batch claims, or of a source
   *     that the session key's grant does not cover
   */
  public List<MinerRecord> records(VerifiedBatch batch) throws BatchRefusedException {
    byte[] unpacked = unpack(batch);
    AvroInput in = new AvroInput(unpacked);
    List<MinerRecord> records = new ArrayList<>(Math.min(batch.recordCount(), limits.maxRecords()));
    try {
      for (int i = 0; i < batch.recordCount(); i++) {
        MinerRecord minerRecord = RecordCodec.read(in);
        requireGranted(minerRecord, batch);
        records.add(minerRecord);
      }
      BatchCodec.requireEnd(in, "last of " + batch.recordCount() + " records");
    } catch (MalformedBytesException e) {
      throw new BatchRefusedException(
          Reason.BATCH_RECORDS, "record " + records.size() + ": " + e.getMessage());
    }
    return records;
  }

  /** A record that names no source is the record rules' matter. */
  private static void requireGranted(MinerRecord minerRecord, VerifiedBatch batch)
      throws BatchRefusedException {
    if (batch.sources().size() < ALL_SOURCES.size() && minerRecord.getSource() != null) {
      Optional<SourceId> source = SourceId.fromText(minerRecord.getSource());
      if (source.isPresent() && !batch.sources().contains(source.get())) {
        throw new BatchRefusedException(
            Reason.BATCH_GRANT,
            "the session key's grant does not cover records of source " + source.get());
      }
    }
  }

  private byte[] unpack(VerifiedBatch batch) throws BatchRefusedException {
    requireLimits(batch.recordCount(), batch.uncompressedSizeBytes());
    byte[] compressed = batch.compressed();
    byte[] unpacked = new byte[batch.uncompressedSizeBytes()];
    long size;
    try {
      size =
          Zstd.decompressByteArray(unpacked, 0, unpacked.length, compressed, 0, compressed.length);
    } catch (ZstdException e) {
      if (e.getErrorCode() == Zstd.errDstSizeTooSmall()) {
        throw new BatchRefusedException(
            Reason.BATCH_BOMB,
            "the records unpack to more than the " + unpacked.length + " bytes claimed");
      }
      throw new BatchRefusedException(
          Reason.BATCH_RECORDS, "the records are not zstd: " + e.getMessage());
    }
    if (size != unpacked.length) {
      throw new BatchRefusedException(
          Reason.BATCH_RECORDS,
          "the records unpack to " + size + " bytes instead of " + unpacked.length);
    }
    return unpacked;
  }

  private void requireOurs(ParsedBody body, byte[] kafkaKey, Instant appendTime)
      throws BatchRefusedException {
    if (!body.audience().equals(audience) || body.netuid() != netuid) {
      throw new BatchRefusedException(
          Reason.BATCH_AUDIENCE,
          "for another deployment or subnet (subnet "
              + body.netuid()
              + "); this one is "
              + audience
              + " on subnet "
              + netuid);
    }
    if (!Arrays.equals(kafkaKey, body.hotkey().getBytes(StandardCharsets.UTF_8))) {
      throw new BatchRefusedException(
          Reason.BATCH_KEY_MISMATCH, "the message's key is not the batch's hotkey");
    }
    long apart = Math.abs(saturatedDifference(body.createdAtMillis(), appendTime.toEpochMilli()));
    if (apart > MAX_AGE.toMillis()) {
      throw new BatchRefusedException(
          Reason.BATCH_STALE,
          "created " + apart / 1000 + " s before or after its append, more than 24 h");
    }
    requireLimits(body.recordCount(), body.uncompressedSizeBytes());
  }

  private void requireLimits(int recordCount, int uncompressedSizeBytes)
      throws BatchRefusedException {
    if (uncompressedSizeBytes > limits.maxUncompressedBytes()) {
      throw tooLarge("unpacked size", uncompressedSizeBytes, limits.maxUncompressedBytes());
    }
    if (recordCount > limits.maxRecords()) {
      throw new BatchRefusedException(
          Reason.BATCH_RECORDS,
          recordCount + " records are more than the " + limits.maxRecords() + " allowed");
    }
  }

  private static BatchRefusedException tooLarge(String what, int bytes, int limit) {
    return new BatchRefusedException(
        Reason.BATCH_TOO_LARGE, what + " of " + bytes + " bytes is above " + limit);
  }

  private static byte[] publicKey(String address) throws MalformedBytesException {
    try {
      return Ss58.decode(address);
    } catch (InvalidAddressException e) {
      throw new MalformedBytesException("the hotkey is no address: " + e.getMessage());
    }
  }

  private static void requireSignature(byte[] publicKey, byte[] body, byte[] signature)
      throws BatchRefusedException {
    try {
      SignatureVerifier.verify(publicKey, SigningDomain.BATCH, body, signature);
    } catch (InvalidSignatureException e) {
      throw new BatchRefusedException(Reason.BATCH_SIGNATURE, e.getMessage());
    }
  }

  private Set<SourceId> grantedSources(
      ParsedBody body, Hotkey hotkey, Instant appendTime, GrantRevocations revocations)
      throws BatchRefusedException {
    try {
      SessionGrant grant =
          GrantVerifier.verify(
              SignedGrant.decode(body.grant()),
              hotkey,
              body.signingKey(),
              Purpose.BATCH,
              appendTime,
              audience,
              netuid);
      Optional<Instant> revoked = revocations.revokedFrom(grant);
      if (revoked.isPresent() && !appendTime.isBefore(revoked.get())) {
        throw new BatchRefusedException(
            Reason.BATCH_GRANT, "REVOKED: the hotkey revoked the grant at " + revoked.get());
      }
      return grant.sources();
    } catch (GrantException e) {
      throw new BatchRefusedException(Reason.BATCH_GRANT, e.getMessage());
    } catch (MalformedBytesException e) {
      throw new BatchRefusedException(
          Reason.BATCH_GRANT, "the grant is malformed: " + e.getMessage());
    }
  }

  /** The difference, or the largest number if it does not fit; never the smallest. */
  private static long saturatedDifference(long a, long b) {
    long difference = a - b;
    boolean overflow = ((a ^ b) & (a ^ difference)) < 0;
    return overflow || difference == Long.MIN_VALUE ? Long.MAX_VALUE : difference;
  }

  /** Closes the registry. */
  @Override
  public void close() {
    registry.close();
  }
}
