package io.tributary.lake.epoch;

import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.commitment.Commitments;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The revocations of a miner that were known at a freeze, each with the time from which it counts.
 * What is revoked later does not change how the epoch judges a manifest's grant. Immutable.
 */
public final class RevocationList {

  /** A miner without revocations. */
  public static final RevocationList EMPTY = of(List.of());

  private static final byte[] TAG = Fields.ascii("tributary/freeze-revocations/1");

  /** Append time by digest. */
  private final SortedMap<byte[], Instant> entries;

  private RevocationList(SortedMap<byte[], Instant> entries) {
    this.entries = entries;
  }

  /**
   * A revocation and from when it counts.
   *
   * @param digest SHA-256 of the encoded signed revocation
   * @param appendedAt when the broker appended it, in whole milliseconds
   */
  public record Entry(Octets digest, Instant appendedAt) {

    /**
     * @throws IllegalArgumentException if the digest has not 32 bytes
     */
    public Entry {
      if (digest.size() != Commitments.DIGEST_BYTES) {
        throw new IllegalArgumentException("a revocation's digest of " + digest.size() + " bytes");
      }
    }
  }

  /** The list of these revocations, in any order; of several appends of one the earliest counts. */
  public static RevocationList of(Collection<Entry> entries) {
    SortedMap<byte[], Instant> sorted = new TreeMap<>(Arrays::compareUnsigned);
    for (Entry entry : entries) {
      sorted.merge(
          entry.digest().bytes(), entry.appendedAt(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
    return new RevocationList(sorted);
  }

  /** How many there are. */
  public int size() {
    return entries.size();
  }

  /**
   * SHA-256 over tag and, by ascending digest, each digest (32 bytes) and append time (8 bytes,
   * milliseconds since the epoch).
   */
  public Octets digest() {
    MessageDigest sha = Commitments.sha256();
    sha.update(TAG);
    for (Map.Entry<byte[], Instant> entry : entries.entrySet()) {
      sha.update(entry.getKey());
      sha.update(ByteBuffer.allocate(8).putLong(entry.getValue().toEpochMilli()).array());
    }
    return Octets.of(sha.digest());
  }
}
