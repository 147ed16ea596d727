package io.tributary.jobs.ingest;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was admitted of one hotkey: records and bytes in all, and for each of the latest days.
 * Immutable.
 *
 * <p>All times are append times of the broker and days are UTC days of them, so that a replay
 * decides the same. A batch that is read late counts to its own day.
 */
final class MinerUsage {

  /** Nothing was admitted yet. */
  static final MinerUsage NONE = new MinerUsage(Amount.ZERO, new TreeMap<>());

  private static final int FORM = 1;
  private static final int HEAD_BYTES = 1 + 2 * Long.BYTES + Integer.BYTES;
  private static final int DAY_BYTES = 3 * Long.BYTES;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final Amount total;
  private final SortedMap<Long, Amount> days;

  /** So many records and bytes. */
  record Amount(long records, long bytes) {
    static final Amount ZERO = new Amount(0, 0);

    Amount {
      if (records < 0 || bytes < 0) {
        throw new IllegalArgumentException(records + " records of " + bytes + " bytes");
      }
    }

    Amount plus(Amount more) {
      return new Amount(Math.addExact(records, more.records), Math.addExact(bytes, more.bytes));
    }
  }

  private MinerUsage(Amount total, SortedMap<Long, Amount> days) {
    this.total = total;
    this.days = Collections.unmodifiableSortedMap(days);
  }

  /** What was admitted in all. */
  Amount total() {
    return total;
  }

  /** What was admitted of this time's day; nothing if the day is not kept any more. */
  Amount day(Instant appendTime) {
    return days.getOrDefault(dayOf(appendTime), Amount.ZERO);
  }

  /**
   * Which limit a batch would go over, in words that name it, or empty if it stays within all.
   *
   * @param batch what the batch holds
   * @param appendTime of the batch
   */
  Optional<String> exceeded(MinerQuota quota, Amount batch, Instant appendTime) {
    Amount today = day(appendTime);
    String date = "on " + LocalDate.ofEpochDay(dayOf(appendTime));
    return over("quota-records-per-day", quota.recordsPerDay(), today.records, batch.records, date)
        .or(() -> over("quota-bytes-per-day", quota.bytesPerDay(), today.bytes, batch.bytes, date))
        .or(() -> over("quota-records", quota.records(), total.records, batch.records, "in all"))
        .or(() -> over("quota-bytes", quota.bytes(), total.bytes, batch.bytes, "in all"));
  }

  private static Optional<String> over(String name, long limit, long used, long more, String when) {
    // The difference cannot overflow; it is negative if the limit was lowered below the usage.
    return more <= limit - used
        ? Optional.empty()
        : Optional.of(
            name
                + " is "
                + limit
                + "; "
                + used
                + " were admitted "
                + when
                + ", this batch has "
                + more);
  }

  /**
   * The usage after an admitted batch.
   *
   * @param batch what the batch holds
   * @param appendTime of the batch
   * @param keep how far behind the latest day a day is kept; a batch of an earlier one counts to
   *     the total only
   */
  MinerUsage plus(Amount batch, Instant appendTime, Duration keep) {
    TreeMap<Long, Amount> next = new TreeMap<>(days);
    next.merge(dayOf(appendTime), batch, Amount::plus);
    // A day is over only with its last millisecond, hence one more.
    long kept = keep.dividedBy(Duration.ofDays(1)) + 1;
    next.headMap(next.lastKey() - kept).clear();
    return new MinerUsage(total.plus(batch), next);
  }

  private static long dayOf(Instant appendTime) {
    return Math.floorDiv(appendTime.toEpochMilli(), DAY_MILLIS);
  }

  /** The form kept in state: version 1, as {@code docs/formats.md} states it. */
  byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + days.size() * DAY_BYTES);
    out.put((byte) FORM);
    out.putLong(total.records).putLong(total.bytes).putInt(days.size());
    days.forEach((day, amount) -> out.putLong(day).putLong(amount.records).putLong(amount.bytes));
    return out.array();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the bytes are something else
   */
  static MinerUsage fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      int form = in.get();
      if (form != FORM) {
        throw new IllegalArgumentException(
            "a miner's usage of form " + form + ", this release reads " + FORM);
      }
      Amount total = new Amount(in.getLong(), in.getLong());
      int count = in.getInt();
      if (count < 0 || in.remaining() != (long) count * DAY_BYTES) {
        throw new IllegalArgumentException(
            "a miner's usage of " + count + " days in " + bytes.length + " bytes");
      }
      TreeMap<Long, Amount> days = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        days.put(in.getLong(), new Amount(in.getLong(), in.getLong()));
      }
      return new MinerUsage(total, days);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a miner's usage in only " + bytes.length + " bytes", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MinerUsage that && total.equals(that.total) && days.equals(that.days);
  }

  @Override
  public int hashCode() {
    return total.hashCode() * 31 + days.hashCode();
  }

  @Override
  public String toString() {
    return "MinerUsage[" + total + ", days " + days + "]";
  }
}
