package io.tributary.hotkey.batch;

import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.schemas.avro.MinerRecord;
import java.time.Instant;
import java.util.List;

/**
 * Writes signed batches. Thread-safe if the signer is.
 *
 * <p>The caller's duty: never the same counter for other content in the same stream, also not after
 * a crash, else readers report equivocation.
 */
public final class BatchWriter {

  private final Signer signer;
  private final BatchOrigin origin;
  private final BatchLimits limits;
  private final byte[] signingKey;

  /**
   * @throws IllegalArgumentException if the signer is not the hotkey and there is no grant, or it
   *     is and there is one
   */
  public BatchWriter(Signer signer, BatchOrigin origin, BatchLimits limits) {
    this.signer = signer;
    this.origin = origin;
    this.limits = limits;
    byte[] publicKey = signer.publicKey();
    boolean own = Ss58.encode(publicKey).equals(origin.hotkey());
    if (own == origin.grant().isPresent()) {
      throw new IllegalArgumentException(
          own
              ? "a hotkey that signs itself needs no grant"
              : "the signing key is not the hotkey "
                  + origin.hotkey()
                  + "; give the grant that this hotkey made for it");
    }
    this.signingKey = own ? null : publicKey;
  }

  /** A writer with the default limits. */
  public BatchWriter(Signer signer, BatchOrigin origin) {
    this(signer, origin, BatchLimits.DEFAULT);
  }

  /** Cuts records, in order, into pieces of which each fits one batch. */
  public List<PackedRecords> pack(List<MinerRecord> records) throws RecordTooLargeException {
    return RecordPacker.packAll(records, limits);
  }

  /** The message of these packed records. Its Kafka key is the hotkey's address in ASCII. */
  public byte[] write(PackedRecords records, long counter, Instant createdAt) {
    if (counter < 0) {
      throw new IllegalArgumentException("counter " + counter + " is negative");
    }
    byte[] body = BatchCodec.body(origin, signingKey, counter, createdAt.toEpochMilli(), records);
    return BatchCodec.message(body, signer.sign(SigningDomain.BATCH, body));
  }

  /**
   * The message of records that fit one batch.
   *
   * @throws IllegalArgumentException if there is none or they do not fit one batch; use {@link
   *     #pack}
   */
  public byte[] write(List<MinerRecord> records, long counter, Instant createdAt)
      throws RecordTooLargeException {
    List<PackedRecords> packs = pack(records);
    if (packs.size() != 1) {
      throw new IllegalArgumentException(
          records.size() + " records make " + packs.size() + " batches instead of one");
    }
    return write(packs.get(0), counter, createdAt);
  }
}
