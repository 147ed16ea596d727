package io.tributary.lake.challenge;

import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.plan.ByteRange;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.ObjectKey;
import java.util.function.LongSupplier;

/**
 * Reads one object, counts what that costs, and stops before it costs more than allowed. What was
 * asked for counts, whether it came or not. Not thread-safe.
 */
final class MeteredReads {

  private final RangeSource source;
  private final ObjectKey key;
  private final ChallengeOptions options;
  private final LongSupplier nanoTime;
  private final long began;
  private long bytes;
  private long requests;

  MeteredReads(RangeSource source, ObjectKey key, ChallengeOptions options, LongSupplier nanoTime) {
    this.source = source;
    this.key = key;
    this.options = options;
    this.nanoTime = nanoTime;
    began = nanoTime.getAsLong();
  }

  ObjectHead head(ObjectVersion version) throws Stopped {
    count(0);
    try {
      return source.head(key, version);
    } catch (ReadException e) {
      throw stopped(e);
    }
  }

  ObjectHead headCurrent() throws Stopped {
    count(0);
    try {
      return source.headCurrent(key);
    } catch (ReadException e) {
      throw stopped(e);
    }
  }

  /** Exactly the bytes of a range. */
  byte[] read(ObjectVersion version, ByteRange range) throws Stopped {
    count(range.length());
    byte[] read;
    try {
      read = source.read(key, version, range);
    } catch (ReadException e) {
      throw stopped(e);
    }
    if (read.length != range.length()) {
      // Heads said that the object is long enough.
      throw Stopped.with(
          VerdictReason.STORE_UNAVAILABLE,
          read.length + " bytes came of " + range.length() + " at " + range.offset());
    }
    return read;
  }

  /** How many bytes may still be read. */
  long budget() {
    return options.thresholds().fileBytes() - bytes;
  }

  long bytes() {
    return bytes;
  }

  long requests() {
    return requests;
  }

  /** Stops what takes too long. */
  void checkTime() throws Stopped {
    if (nanoTime.getAsLong() - began > options.maxTime().toNanos()) {
      throw Stopped.with(
          VerdictReason.BUDGET_EXCEEDED, "more than " + options.maxTime() + " for one file");
    }
  }

  private void count(long more) throws Stopped {
    checkTime();
    if (requests == options.thresholds().fileRequests()) {
      throw Stopped.with(
          VerdictReason.BUDGET_EXCEEDED, "more than " + requests + " requests for one file");
    }
    if (more > budget()) {
      throw Stopped.with(
          VerdictReason.BUDGET_EXCEEDED,
          "more than " + options.thresholds().fileBytes() + " bytes for one file");
    }
    requests++;
    bytes += more;
  }

  private static Stopped stopped(ReadException e) {
    VerdictReason reason =
        switch (e.fault()) {
          case MISSING -> VerdictReason.OBJECT_MISSING;
          case REFUSED -> VerdictReason.READ_REFUSED;
          case UNAVAILABLE -> VerdictReason.STORE_UNAVAILABLE;
          case ALTERED -> VerdictReason.OBJECT_REPLACED;
        };
    return Stopped.with(reason, e);
  }
}
