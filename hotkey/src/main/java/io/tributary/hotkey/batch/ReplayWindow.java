package io.tributary.hotkey.batch;

import io.tributary.hotkey.wire.MalformedBytesException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which batches of one hotkey were admitted: per signing key and stream the last 1,024 counters
 * with the first 8 bytes of their batches' digests. Immutable, at most about 160 KiB.
 *
 * <p>Gaps and any order within the window are fine. At most 16 streams are kept; one that rested
 * for more than 48 hours is forgotten, which is safe as long as batches are refused that were
 * created more than 24 hours before or after their append. All times are append times of the
 * broker.
 */
public final class ReplayWindow {

  /** Counters kept per stream: those above the highest one less this. */
  public static final int COUNTERS = 1024;

  /** Streams kept per hotkey. */
  public static final int STREAMS = 16;

  /** How long a stream may rest before it is forgotten. */
  public static final Duration KEEP = Duration.ofDays(2);

  private static final int FORM = 1;
  private static final ReplayWindow EMPTY = new ReplayWindow(List.of());

  private final List<SeenStream> streams;

  private ReplayWindow(List<SeenStream> streams) {
    this.streams = streams;
  }

  /** Nothing was admitted yet. */
  public static ReplayWindow empty() {
    return EMPTY;
  }

  /** What to do with a batch that the broker appended at this time. */
  public ReplayDecision decide(VerifiedBatch batch, Instant appendTime) {
    int live = 0;
    for (SeenStream stream : streams) {
      if (stream.isLive(appendTime)) {
        if (stream.isOf(batch)) {
          return stream.decide(batch.counter(), prefix(batch.digest()));
        }
        live++;
      }
    }
    return live < STREAMS ? ReplayDecision.ADMIT : ReplayDecision.TOO_MANY_STREAMS;
  }

  /**
   * The window after an admitted batch; streams that rested too long are left out.
   *
   * @throws IllegalStateException if {@link #decide} does not admit the batch
   */
  public ReplayWindow record(VerifiedBatch batch, Instant appendTime) {
    ReplayDecision decision = decide(batch, appendTime);
    if (decision != ReplayDecision.ADMIT) {
      throw new IllegalStateException(batch + " is not admitted: " + decision);
    }
    List<SeenStream> after = new ArrayList<>(streams.size() + 1);
    SeenStream own = SeenStream.of(batch);
    for (SeenStream stream : streams) {
      if (stream.isLive(appendTime)) {
        if (stream.isOf(batch)) {
          own = stream;
        } else {
          after.add(stream);
        }
      }
    }
    after.add(own.with(batch.counter(), prefix(batch.digest()), appendTime));
    return new ReplayWindow(List.copyOf(after));
  }

  /** The window without streams that rested too long. */
  public ReplayWindow expire(Instant now) {
    List<SeenStream> live = streams.stream().filter(stream -> stream.isLive(now)).toList();
    return live.size() == streams.size() ? this : new ReplayWindow(live);
  }

  /** When the next stream will have rested too long, or empty if none is kept. */
  public Optional<Instant> nextExpiry() {
    return streams.stream()
        .map(SeenStream::lastAppend)
        .min(Instant::compareTo)
        .map(t -> t.plus(KEEP));
  }

  /** Whether no stream is kept. */
  public boolean isEmpty() {
    return streams.isEmpty();
  }

  /** The form kept in state: version 1, as {@code docs/formats.md} states it. */
  public byte[] toBytes() {
    AvroOutput out = new AvroOutput(256);
    out.writeLong(FORM);
    out.writeLong(streams.size());
    streams.forEach(stream -> stream.write(out));
    return out.toBytes();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the bytes are something else
   */
  public static ReplayWindow fromBytes(byte[] bytes) {
    try {
      AvroInput in = new AvroInput(bytes);
      int form = in.readInt();
      if (form != FORM) {
        throw new IllegalArgumentException(
            "a replay window of form " + form + ", this release reads " + FORM);
      }
      int count = in.readInt();
      if (count < 0 || count > STREAMS) {
        throw new IllegalArgumentException("a replay window of " + count + " streams");
      }
      SeenStream[] read = new SeenStream[count];
      for (int i = 0; i < count; i++) {
        read[i] = SeenStream.read(in);
      }
      BatchCodec.requireEnd(in, "replay window");
      return new ReplayWindow(List.of(read));
    } catch (MalformedBytesException e) {
      throw new IllegalArgumentException("not a replay window: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReplayWindow that && Arrays.equals(toBytes(), that.toBytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toBytes());
  }

  private static long prefix(byte[] digest) {
    long prefix = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      prefix = (prefix << 8) | (digest[i] & 0xff);
    }
    return prefix;
  }
}
