package io.tributary.jobs.ingest;

import io.tributary.jobs.arguments.JobArguments;
import java.io.Serializable;

/**
 * How much a miner may send: records and bytes that are admitted, per UTC day of the broker's
 * append time and in all. Bytes are those of the unpacked records, in the form in which the batch
 * carries them. Immutable.
 *
 * @param recordsPerDay records of one day
 * @param bytesPerDay bytes of one day
 * @param records records in all
 * @param bytes bytes in all
 */
public record MinerQuota(long recordsPerDay, long bytesPerDay, long records, long bytes)
    implements Serializable {

  /** A limit that nothing reaches. */
  public static final long NO_LIMIT = Long.MAX_VALUE;

  /** As much as a miner likes. */
  public static final MinerQuota UNLIMITED = new MinerQuota(NO_LIMIT, NO_LIMIT, NO_LIMIT, NO_LIMIT);

  private static final long serialVersionUID = 1L;

  public MinerQuota {
    if (recordsPerDay < 1 || bytesPerDay < 1 || records < 1 || bytes < 1) {
      throw new IllegalArgumentException("a quota allows at least one record and one byte");
    }
  }

  static MinerQuota parse(JobArguments a) {
    return new MinerQuota(
        a.number("quota-records-per-day", NO_LIMIT, 1),
        a.bytes("quota-bytes-per-day", NO_LIMIT, 1),
        a.number("quota-records", NO_LIMIT, 1),
        a.bytes("quota-bytes", NO_LIMIT, 1));
  }
}
