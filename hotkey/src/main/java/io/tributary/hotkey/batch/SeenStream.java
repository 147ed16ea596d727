package io.tributary.hotkey.batch;

import io.tributary.hotkey.wire.MalformedBytesException;
import java.time.Instant;
import java.util.Arrays;

/**
 * The admitted counters of one stream under one signing key, ascending, with digest prefixes. All
 * of them are above the highest less {@link ReplayWindow#COUNTERS}. Immutable; changes copy at most
 * 16 KiB.
 */
final class SeenStream {

  private final byte[] signingKey;
  private final StreamId stream;
  private final long lastAppendMillis;
  private final long[] counters;
  private final long[] digests;

  private SeenStream(
      byte[] signingKey, StreamId stream, long lastAppendMillis, long[] counters, long[] digests) {
    this.signingKey = signingKey;
    this.stream = stream;
    this.lastAppendMillis = lastAppendMillis;
    this.counters = counters;
    this.digests = digests;
  }

  static SeenStream of(VerifiedBatch batch) {
    return new SeenStream(
        batch.signingKey(), batch.stream(), Long.MIN_VALUE, new long[0], new long[0]);
  }

  boolean isOf(VerifiedBatch batch) {
    return stream.equals(batch.stream()) && Arrays.equals(signingKey, batch.signingKey());
  }

  boolean isLive(Instant now) {
    return !now.isAfter(lastAppend().plus(ReplayWindow.KEEP));
  }

  Instant lastAppend() {
    return Instant.ofEpochMilli(lastAppendMillis);
  }

  ReplayDecision decide(long counter, long digest) {
    if (counter <= counters[counters.length - 1] - ReplayWindow.COUNTERS) {
      return ReplayDecision.OUT_OF_WINDOW;
    }
    int index = Arrays.binarySearch(counters, counter);
    if (index < 0) {
      return ReplayDecision.ADMIT;
    }
    return digests[index] == digest ? ReplayDecision.RESEND : ReplayDecision.EQUIVOCATION;
  }

  SeenStream with(long counter, long digest, Instant appendTime) {
    int at = -Arrays.binarySearch(counters, counter) - 1;
    long highest =
        counters.length == 0 ? counter : Math.max(counter, counters[counters.length - 1]);
    int drop = 0;
    while (drop < counters.length && counters[drop] <= highest - ReplayWindow.COUNTERS) {
      drop++;
    }
    return new SeenStream(
        signingKey,
        stream,
        Math.max(lastAppendMillis, appendTime.toEpochMilli()),
        insert(counters, drop, at, counter),
        insert(digests, drop, at, digest));
  }

  void write(AvroOutput out) {
    out.writeRaw(signingKey, 0, signingKey.length);
    out.writeRaw(stream.shared(), 0, StreamId.BYTES);
    out.writeLong(lastAppendMillis);
    out.writeLong(counters.length);
    long before = 0;
    for (int i = 0; i < counters.length; i++) {
      out.writeLong(counters[i] - before);
      before = counters[i];
      byte[] digest = new byte[Long.BYTES];
      for (int b = 0; b < Long.BYTES; b++) {
        digest[b] = (byte) (digests[i] >>> (56 - 8 * b));
      }
      out.writeRaw(digest, 0, Long.BYTES);
    }
  }

  static SeenStream read(AvroInput in) throws MalformedBytesException {
    byte[] signingKey = in.readRaw(BatchCodec.PUBLIC_KEY_BYTES);
    StreamId stream = StreamId.of(in.readRaw(StreamId.BYTES));
    long lastAppendMillis = in.readLong();
    int count = in.readInt();
    if (count < 1 || count > ReplayWindow.COUNTERS) {
      throw new MalformedBytesException("a stream of " + count + " counters");
    }
    long[] counters = new long[count];
    long[] digests = new long[count];
    long before = 0;
    for (int i = 0; i < count; i++) {
      before += in.readLong();
      counters[i] = before;
      for (byte next : in.readRaw(Long.BYTES)) {
        digests[i] = (digests[i] << 8) | (next & 0xff);
      }
    }
    return new SeenStream(signingKey, stream, lastAppendMillis, counters, digests);
  }

  private static long[] insert(long[] sorted, int drop, int at, long value) {
    long[] after = new long[sorted.length - drop + 1];
    int place = Math.max(0, at - drop);
    System.arraycopy(sorted, drop, after, 0, place);
    after[place] = value;
    System.arraycopy(sorted, drop + place, after, place + 1, sorted.length - drop - place);
    return after;
  }
}
